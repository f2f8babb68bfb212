import type { Command } from 'commander';
import { CrmError } from '../../base/crm-error.ts';
import { suggest } from '../../base/suggest.ts';
import type { Io } from '../io.ts';

interface Flags {
  readonly to?: string;
}

export function registerSchema(program: Command, io: Io): void {
  program
    .command('schema')
    .argument('[noun]', 'workspace, campaign, segment, template, persona, plan, report')
    .description('print a JSON Schema, or write all of them for your editor')
    .option('--to <dir>', 'write all schemas into this folder')
    .addHelpText('after', '\nExamples:\n  crm schema campaign\n  crm schema --to schemas')
    .action(async (noun: string | undefined, { to }: Flags) => {
      const { allSchemas, writeSchemas } = await import('../../app/schemas.ts');
      const schemas = allSchemas();
      if (to !== undefined) {
        io.print(writeSchemas(to).join('\n'));
        return;
      }
      const schema = noun === undefined ? undefined : schemas.get(noun);
      if (schema) io.print(JSON.stringify(schema, null, 2));
      else if (noun === undefined) io.print([...schemas.keys()].join('\n'));
      else throw unknown(noun, [...schemas.keys()]);
    });
}

function unknown(noun: string, known: readonly string[]): CrmError {
  const near = suggest(noun, known);
  return new CrmError('usage', {
    code: 'USAGE.UNKNOWN_SCHEMA',
    severity: 'error',
    summary: `there is no schema \`${noun}\``,
    why: `Schemas: ${known.join(', ')}.`,
    next: ['Name one of them.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  });
}
