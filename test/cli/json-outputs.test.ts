import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyExample, projectRoot, runCrm, tempDir } from '../support/run-crm.ts';

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const later = ['--as-of', '2026-11-13T12:00:00Z'];

describe('what is printed for machines', () => {
  const dir = tempDir();
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const fits = (noun: string, document: unknown): void => {
    const validate =
      ajv.getSchema(noun) ??
      ajv.compile({
        ...(JSON.parse(readFileSync(join(projectRoot, `schemas/${noun}.schema.json`), 'utf8')) as object),
        $id: noun,
      });
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  };
  const print = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await runCrm([...args, '--format', 'json'], { cwd: dir, env: {} });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  beforeAll(async () => {
    copyExample(dir);
    // Mails go into a file here: this is about shapes.
    const path = join(dir, 'crm.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(
        /^ {2}email:(?: *\{[^}]*\}\}[^}]*\}|(?:\n {4}.*)+)/m,
        '  email: { provider: file, unsubscribe: "https://sori.example/bye" }',
      ),
    );
    await runCrm(['demo', 'seed', '--people', '800', ...friday], { cwd: dir, env: {} });
  });

  it('plans and plan files fit their schema', async () => {
    fits('plan', await print('plan', '--out', 'p.crmplan.json', ...friday));
    fits('plan', JSON.parse(readFileSync(join(dir, 'p.crmplan.json'), 'utf8')));
  });

  it('reports fit theirs', async () => {
    expect((await runCrm(['apply', 'p.crmplan.json', ...friday], { cwd: dir })).code).toBe(0);
    expect((await print('send', ...friday)).exit).toEqual({ code: 0, name: 'ok' });
    await print('demo', 'react', ...friday);
    await print('pull', ...later);
    fits('report', await print('report', 'weekend-live', ...later));
    expect(existsSync(join(dir, 'reports/weekend-live/2026-11-13.json'))).toBe(true);
    fits('report', JSON.parse(readFileSync(join(dir, 'reports/weekend-live/2026-11-13.json'), 'utf8')));
    fits('plan', await print('plan', '--refresh', 'full', ...later));
  });

  it.each([
    ['validate', ['valid', 'counts']],
    ['status', ['campaigns']],
    ['pull', ['receipts', 'outcomes', 'until', 'open_windows']],
    ['segment list', ['segments']],
    ['segment count', ['segments']],
    ['segment sample active', ['segment', 'people']],
    ['send', ['dry_run', 'runs', 'total']],
  ])('%s has the keys that every command has, and its own', async (command, keys) => {
    const document = await print(...command.split(' '), ...later);
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(['format', 'workspace', 'environment', 'as_of', 'diagnostics', 'exit', ...keys]),
    );
    expect(document.format).toBe(`crm.${command.replace(/ active$/, '').replace(' ', '-')}/v1`);
    expect(document.workspace).toBe('sori');
  });

  it('failures are documents too', async () => {
    const document = await print('report', 'no-such-campaign', ...later);
    expect(document.exit).toEqual({ code: 4, name: 'usage' });
    expect(document.diagnostics).toHaveLength(1);
  });
});
