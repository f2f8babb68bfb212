import { Chalk, type ChalkInstance } from 'chalk';
import type { Simulated } from '../../app/simulate-coming.ts';
import { localTime } from './local-time.ts';
import { number, percent, plural } from './number.ts';
import { table } from './table.ts';
import { wrapSentence } from './wrap-sentence.ts';

const most = 8;

interface Look {
  readonly color: boolean;
  readonly width: number;
  readonly asOf: Date;
}

/** What goes out in the coming days, and what went out before under the same limits. */
export function simulationText(found: Omit<Simulated, 'diagnostics'>, look: Look): string {
  const chalk = new Chalk({ level: look.color ? 1 : 0 });
  const { workspace, timezone, days_ahead, back, limits } = found;
  const now = localTime(timezone)(look.asOf.toISOString());
  const ahead = plural(days_ahead, 'day');
  const lines = [
    `${chalk.bold('crm simulate')} · ${workspace} · ${ahead} from ${now}`,
    '',
    ...partText(found, { chalk, limits, width: look.width, nothing: `Nothing goes out in the next ${ahead}.` }),
  ];
  if (!back) return lines.join('\n');
  const before = plural(back.days_back, 'day');
  return [
    ...lines,
    '',
    `${chalk.bold('What was sent')} in the ${before} before, under the limits of the files`,
    '',
    ...partText(back, { chalk, limits, width: look.width, nothing: `Nothing was sent in the ${before} before.` }),
  ].join('\n');
}

type Part = Pick<Simulated, 'load' | 'histogram' | 'campaigns' | 'days' | 'collisions'>;

interface PartLook {
  readonly chalk: ChalkInstance;
  readonly width: number;
  readonly limits: number;
  readonly nothing: string;
}

/** Each campaign, how many messages people get, the days, and who meets whom. */
function partText(part: Part, { chalk, width, limits, nothing }: PartLook): string[] {
  const { load, histogram, days, collisions } = part;
  if (load.messages === 0) return [nothing];
  return [
    campaignTable(part),
    '',
    ...sentences(part, limits).flatMap((text) => wrapSentence('', text, { width, margin: 2 })),
    '',
    chalk.bold('Messages a person gets'),
    ...bars(
      histogram.map(({ messages, people }) => ({ name: number(messages), count: people })),
      width,
      (count) => `${number(count)} ${chalk.dim(percent(count / load.people))}`,
    ),
    '',
    chalk.bold('Messages a day'),
    ...bars(
      days.map(({ day, messages }) => ({ name: day, count: messages })),
      width,
      number,
    ),
    ...(collisions.length > 0 ? ['', chalk.bold('On the same day to the same people'), ...meetings(collisions)] : []),
  ];
}

const sends = ({ messages, dropped }: Part['campaigns'][number]): boolean => messages + dropped > 0;

function campaignTable({ campaigns }: Part): string {
  const rows = campaigns
    .filter(sends)
    .sort((a, b) => b.messages - a.messages)
    .map(({ address, days, people, messages, dropped }) => [
      address.replace('campaign.', ''),
      ...[days, people, messages, dropped].map(number),
    ]);
  const right = { align: 'right' as const };
  const titles = ['days', 'people', 'messages', 'dropped'].map((title) => ({ title, ...right }));
  return table([{ title: 'campaign' }, ...titles], rows, '  ');
}

function sentences({ load, campaigns, days }: Part, limits: number): string[] {
  const silent = campaigns.filter((one) => !sends(one)).length;
  const peak = days.reduce((best, one) => (one.messages > best.messages ? one : best));
  return [
    `${plural(load.people, 'person gets', 'people get')} ${plural(load.messages, 'message')}: half of them at most ${number(load.p50)}, 95% at most ${number(load.p95)}, all at most ${number(load.max)}.`,
    limits === 0
      ? 'crm.yaml sets no limits.'
      : `The limits hold something back from ${plural(load.over, 'person', 'people')}; ${plural(load.dropped, 'message')} dropped.`,
    `Most goes out on ${peak.day}: ${plural(peak.messages, 'message')}.`,
    ...(silent > 0 ? [`${plural(silent, 'live campaign sends', 'live campaigns send')} nothing in these days.`] : []),
  ];
}

/** A line for each, as long as its share of the largest. */
function bars(
  rows: readonly { readonly name: string; readonly count: number }[],
  width: number,
  say: (count: number) => string,
): string[] {
  const room = Math.max(10, Math.min(40, width - 40));
  const largest = Math.max(...rows.map(({ count }) => count));
  const wide = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, count }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((count / largest) * room)));
    return `  ${name.padStart(wide)}  ${bar} ${say(count)}`;
  });
}

function meetings(collisions: Simulated['collisions']): string[] {
  const rows = collisions
    .slice(0, most)
    .map(({ campaigns, people }) => [
      number(people),
      campaigns.map((one) => one.replace('campaign.', '')).join(' and '),
    ]);
  const rest = collisions.length > most ? [`  .. and ${number(collisions.length - most)} more pairs`] : [];
  return [table([{ title: 'people', align: 'right' }, { title: 'campaigns' }], rows, '  '), ...rest];
}
