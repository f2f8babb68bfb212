import { Chalk } from 'chalk';
import { stringify } from 'yaml';
import type { ShownState, State } from '../../app/state.ts';
import { clean } from './clean.ts';
import { localTime } from './local-time.ts';
import { plural } from './number.ts';
import { table } from './table.ts';

interface Look {
  readonly color: boolean;
}

/** What is applied, a line for each definition. */
export function stateListText(
  { timezone, environment, definitions }: Pick<State, 'timezone' | 'environment' | 'definitions'>,
  { color }: Look,
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (environment.id === null) return 'Nothing was applied yet: crm plan, then crm apply.';
  const at = localTime(timezone);
  const rows = definitions.map(({ address, revision, archived, applied_at, applied_by, file }) => [
    address,
    String(revision),
    archived ? 'archived' : 'live',
    at(applied_at),
    applied_by,
    file,
  ]);
  const columns = [
    { title: 'address' },
    { title: 'rev', align: 'right' as const },
    { title: 'state' },
    { title: 'applied' },
    { title: 'by' },
    { title: 'file' },
  ];
  return [
    chalk.bold(`${environment.name} (${environment.id}): ${plural(definitions.length, 'definition')}`),
    '',
    ...(rows.length > 0 ? [table(columns, rows), ''] : []),
    chalk.dim(`Times are those of ${timezone}.`),
  ].join('\n');
}

/** A definition at a revision as YAML, and all its revisions. */
export function stateShowText(
  { address, revision, content, file, revisions, timezone }: Omit<ShownState, 'workspace'>,
  { color }: Look,
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const at = localTime(timezone);
  const reviewed = revisions.some(({ approved_by }) => approved_by.length > 0);
  const rows = revisions.map((one) => [
    one.revision === revision ? `> ${one.revision}` : String(one.revision),
    one.action,
    at(one.applied_at),
    one.applied_by,
    one.commit?.slice(0, 7) ?? '-',
    one.fingerprint.replace('sha256:', '').slice(0, 8),
    ...(reviewed ? [one.approved_by.join(', ') || '-'] : []),
  ]);
  const columns = [
    { title: 'rev', align: 'right' as const },
    { title: 'action' },
    { title: 'applied' },
    { title: 'by' },
    { title: 'commit' },
    { title: 'plan' },
    ...(reviewed ? [{ title: 'approved by' }] : []),
  ];
  // Lines stay apart, and nothing in them drives the terminal.
  const yaml =
    content === null ? ['(archived)'] : stringify(content, { lineWidth: 0 }).trimEnd().split('\n').map(clean);
  return [
    `${chalk.bold(address)}  revision ${revision}  ${chalk.dim(file)}`,
    '',
    ...yaml.map((line) => `  ${line}`),
    '',
    table(columns, rows),
    '',
    chalk.dim(`Times are those of ${timezone}.`),
  ].join('\n');
}
