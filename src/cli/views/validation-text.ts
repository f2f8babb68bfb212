import { Chalk } from 'chalk';
import type { Validation } from '../../app/validate-workspace.ts';
import { plural } from './number.ts';

export function validationText(
  { valid, workspace, counts, diagnostics }: Validation,
  { color }: { color: boolean },
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const what = `${plural(counts.campaigns, 'campaign')}, ${plural(counts.segments, 'segment')}, ${plural(counts.templates, 'template')}, ${plural(counts.personas, 'persona')}`;
  if (valid) return `${chalk.green('Valid.')} ${workspace}: ${what}.`;
  return `${chalk.red('Not valid.')} ${plural(diagnostics.filter(({ severity }) => severity === 'error').length, 'error')} in ${what}.`;
}
