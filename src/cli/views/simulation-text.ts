import { Chalk } from 'chalk';
import type { Simulated } from '../../app/simulate-coming.ts';
import { localTime } from './local-time.ts';
import { number, percent, plural } from './number.ts';
import { table } from './table.ts';
import { wrapSentence } from './wrap-sentence.ts';

const most = 8;

/** What goes out in the coming days: each campaign, how many messages people get, the days, and who meets whom. */
export function simulationText(
  found: Omit<Simulated, 'diagnostics'>,
  { color, width, asOf }: { readonly color: boolean; readonly width: number; readonly asOf: Date },
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const { workspace, timezone, days_ahead, load, histogram, campaigns, days, collisions, limits } = found;
  const head = `${chalk.bold('crm simulate')} · ${workspace} · ${plural(days_ahead, 'day')} from ${localTime(timezone)(asOf.toISOString())}`;
  if (load.messages === 0) return [head, '', `Nothing goes out in the next ${plural(days_ahead, 'day')}.`].join('\n');
  const sending = campaigns.filter(({ messages, dropped }) => messages + dropped > 0);
  const rows = [...sending]
    .sort((a, b) => b.messages - a.messages)
    .map(({ address, runs, people, messages, dropped }) => [
      address.replace('campaign.', ''),
      ...[runs, people, messages, dropped].map(number),
    ]);
  const right = { align: 'right' as const };
  const columns = [
    { title: 'campaign' },
    ...['runs', 'people', 'messages', 'dropped'].map((title) => ({ title, ...right })),
  ];
  const silent = campaigns.length - sending.length;
  const peak = days.reduce((best, one) => (one.messages > best.messages ? one : best));
  const sentences = [
    `${plural(load.people, 'person gets', 'people get')} ${plural(load.messages, 'message')}: half of them at most ${number(load.p50)}, 95% at most ${number(load.p95)}, all at most ${number(load.max)}.`,
    limits === 0
      ? 'crm.yaml sets no limits.'
      : `The limits hold something back from ${plural(load.over, 'person', 'people')}; ${plural(load.dropped, 'message')} dropped.`,
    `Most goes out on ${peak.day}: ${plural(peak.messages, 'message')}.`,
    ...(silent > 0 ? [`${plural(silent, 'live campaign sends', 'live campaigns send')} nothing in these days.`] : []),
  ];
  return [
    head,
    '',
    table(columns, rows, '  '),
    '',
    ...sentences.flatMap((text) => wrapSentence('', text, { width, margin: 2 })),
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
  ].join('\n');
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
