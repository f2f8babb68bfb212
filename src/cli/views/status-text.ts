import { Chalk } from 'chalk';
import type { CampaignStatus, Status } from '../../app/show-status.ts';
import { localTime } from './local-time.ts';
import { number, plural } from './number.ts';
import { sameWorld } from './same-world.ts';
import { shorten } from './shorten.ts';
import { stoppedText } from './stopped-text.ts';
import { type Column, table } from './table.ts';
import { tableWidth } from './table-width.ts';

interface StatusColumn extends Column {
  readonly cell: (campaign: CampaignStatus) => string;
  /** What goes first where a terminal is narrow: the lowest. */
  readonly priority: number;
}

export interface StatusLook {
  readonly color: boolean;
  readonly width: number;
  /** The campaigns' clock. */
  readonly asOf: Date;
  /** What the next command has to be told. */
  readonly world: Parameters<typeof sameWorld>[0];
}

/** One line a campaign, in one time zone, as wide as the terminal: what matters least is left out first. Then every run that was stopped. */
export function statusText(
  { campaigns, timezone }: Pick<Status, 'campaigns' | 'timezone'>,
  { color, width, asOf, world }: StatusLook,
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (campaigns.length === 0) return 'No campaign was applied yet. Next: crm plan';
  const columns = fitting(columnsIn(timezone), campaigns, width);
  const [name, ...others] = columns;
  const rest = name ? tableWidth(others, rowsOf(others, campaigns)) + 2 : 0;
  const rows = rowsOf(columns, campaigns).map(([id = '', ...cells]) => [
    shorten(id, Math.max(shortName, width - rest)),
    ...cells,
  ]);
  const lines = [table(columns, rows), '', chalk.dim(`Times are those of ${timezone}.`)];
  const stopped = stoppedText(campaigns, { timezone, width, asOf, flags: sameWorld(world) });
  if (stopped.length > 0) lines.push('', ...stopped.map((line) => chalk.yellow(line)));
  const unknown = campaigns.reduce((sum, one) => sum + one.unknown, 0);
  if (unknown > 0)
    lines.push(
      chalk.yellow(
        `${plural(unknown, 'message')} ${unknown === 1 ? 'was' : 'were'} handed over and never answered for.`,
      ),
    );
  return lines.join('\n');
}

function columnsIn(timezone: string): StatusColumn[] {
  const local = localTime(timezone);
  const right = 'right' as const;
  return [
    { title: 'campaign', priority: 9, cell: ({ id }) => id },
    { title: 'status', priority: 7, cell: ({ status }) => status },
    { title: 'rev', align: right, priority: 1, cell: ({ revision }) => String(revision) },
    { title: 'next run', priority: 6, cell: ({ due, next_run }) => (due ? 'now' : local(next_run)) },
    { title: 'last run', priority: 5, cell: ({ last_run }) => local(last_run?.at ?? null) },
    // Of every run: one before the last may be the one that was stopped.
    { title: 'state', priority: 3, cell: stateWord },
    { title: 'sent', align: right, priority: 4, cell: ({ last_run }) => (last_run ? number(last_run.sent) : '-') },
    { title: 'waiting', align: right, priority: 8, cell: ({ unfinished }) => countOr(waitingOf(unfinished)) },
    { title: 'unknown', align: right, priority: 8, cell: ({ unknown }) => countOr(unknown) },
  ];
}

const waitingOf = (unfinished: CampaignStatus['unfinished']): number =>
  unfinished.reduce((sum, { waiting }) => sum + waiting, 0);

const countOr = (count: number): string => (count > 0 ? number(count) : '-');

const rowsOf = (columns: readonly StatusColumn[], campaigns: readonly CampaignStatus[]): string[][] =>
  campaigns.map((campaign) => columns.map(({ cell }) => cell(campaign)));

/** A long name gives way before a column does, down to this. */
const shortName = 24;

/** Without the columns that do not fit. `waiting` and `unknown` are left out where there is nobody. */
function fitting(
  columns: readonly StatusColumn[],
  campaigns: readonly CampaignStatus[],
  width: number,
): readonly StatusColumn[] {
  const none = [
    ...(campaigns.some(({ unknown }) => unknown > 0) ? [] : ['unknown']),
    ...(campaigns.some(({ unfinished }) => waitingOf(unfinished) > 0) ? [] : ['waiting']),
  ];
  const all = columns.filter(({ title }) => !none.includes(title));
  const [name, ...rest] = all;
  let kept = rest;
  const names = name ? tableWidth([name], rowsOf([name], campaigns)) : 0;
  const room = width - Math.min(shortName, names) - 2;
  while (kept.length > 1 && tableWidth(kept, rowsOf(kept, campaigns)) > room) {
    const least = Math.min(...kept.map(({ priority }) => priority));
    kept = kept.filter(({ priority }) => priority !== least);
  }
  return name ? [name, ...kept] : kept;
}

/** Who only waits until the limits leave room is held: nobody has to do anything. */
const stateWord = ({ last_run, unfinished: [first] }: CampaignStatus): string =>
  first?.stopped?.kind === 'limits' ? 'held' : ((first ?? last_run)?.state ?? '-');
