import { Chalk, type ChalkInstance } from 'chalk';
import type { Examination, SetupCheck } from '../../app/examine-setup.ts';
import { plural } from './number.ts';
import { table } from './table.ts';

/** One line for each part of a setup; what is wrong stands above it, as a finding. */
export function doctorText(
  { environment, checks }: Pick<Examination, 'environment' | 'checks'>,
  { color }: { readonly color: boolean },
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const rows = checks.map(({ name, state, says }) => [`${signs[state]} ${state}`, name, says]);
  const [, ...lines] = table([{ title: '' }, { title: '' }, { title: '' }], rows).split('\n');
  const bad = checks.filter(({ state }) => state === 'error').length;
  return [
    chalk.bold(`environment ${environment}`),
    '',
    ...lines.map((line, i) => colored(chalk, checks[i]?.state)(line)),
    '',
    bad === 0
      ? chalk.green('Ready: commands find all that they need.')
      : chalk.red(`Not ready: ${plural(bad, 'part')} of ${checks.length} must be mended first.`),
  ].join('\n');
}

const signs: Readonly<Record<SetupCheck['state'], string>> = { ok: '✓', warning: '!', error: '✗', skipped: '-' };

function colored(chalk: ChalkInstance, state: SetupCheck['state'] | undefined): (line: string) => string {
  if (state === 'error') return chalk.red;
  if (state === 'warning') return chalk.yellow;
  return state === 'skipped' ? chalk.dim : (line) => line;
}
