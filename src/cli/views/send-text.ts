import { Chalk, type ChalkInstance } from 'chalk';
import type { RunReport, SendReport } from '../../app/send-report.ts';
import type { PlanPreview } from '../../model/plan.ts';
import { number, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { skipWords } from './skip-words.ts';
import { wrapSentence } from './wrap-sentence.ts';

interface Look {
  readonly chalk: ChalkInstance;
  readonly width: number;
}

export interface SendLook {
  readonly color: boolean;
  readonly width: number;
  /** Where the clock was pinned. */
  readonly asOf?: Date | undefined;
}

/** What was sent, or would be: one block a run, whose numbers add up. */
export function sendText({ dry_run, runs, not_due }: SendReport, { color, width, asOf }: SendLook): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const others = notDueText(not_due, chalk);
  if (runs.length === 0) return ['Nothing is due.', ...others].join('\n');
  const blocks = runs.map((run) => runText(run, dry_run, { chalk, width }));
  const sent = runs.reduce((sum, run) => sum + (dry_run ? run.queued - (run.capped ?? 0) : run.sent_now), 0);
  const last = dry_run
    ? `Dry run: ${plural(sent, 'message')} would be sent. Nothing was sent, nothing was written.`
    : `Sent ${plural(sent, 'message')} now.`;
  const clock = asOf ? asOfText(runs, { asOf, width }) : [];
  const end = [...clock, chalk.bold(last)].join('\n');
  return [...blocks, ...(others.length > 0 ? [others.join('\n')] : []), end].join('\n\n');
}

/** What is decided as of a moment that has passed, and what a send asks on the real clock all the same. */
function asOfText(runs: readonly RunReport[], { asOf, width }: { asOf: Date; width: number }): string[] {
  if (runs.every(({ withdrawn_since }) => withdrawn_since === undefined)) return [];
  const fewer = runs.reduce((sum, { withdrawn_since = 0 }) => sum + withdrawn_since, 0);
  const since =
    fewer > 0
      ? `${plural(fewer, 'message')} fewer, as people have withdrawn since`
      : 'a withdrawal after that counts all the same';
  return wrapSentence('', `As of ${asOf.toISOString().slice(0, 16).replace('T', ' ')} UTC; ${since}.`, { width });
}

/** Why the others send nothing now: each of a few, the number of many. */
function notDueText(campaigns: SendReport['not_due'], chalk: ChalkInstance): string[] {
  if (campaigns.length > 5)
    return [chalk.dim(`${plural(campaigns.length, 'campaign')} not due now. When they run next: crm status`)];
  const width = Math.max(...campaigns.map(({ campaign }) => campaign.length));
  return campaigns.map(({ campaign, why, next }) => {
    const words = next
      ? `not due before ${next.local}`
      : {
          paused: 'paused',
          ended: 'ended',
          over: 'over',
          later: '',
          list: 'a list that it needs is not what was applied',
          population: `a segment has not as many people as it may: crm send ${campaign} --dry-run`,
          unconfirmed: `became large meanwhile: crm send ${campaign} --confirm ${campaign}`,
        }[why];
    return `${campaign.padEnd(width)}  ${chalk.dim(words)}`;
  });
}

function runText(run: RunReport, dryRun: boolean, { chalk, width }: Look): string {
  const lines = [`${chalk.bold(run.campaign)}  ${chalk.dim(`${run.run} · revision ${run.revision}`)}`];
  const say = (word: string, text: string, paint = (line: string): string => line): void => {
    lines.push(...wrapSentence(`  ${word.padEnd(10)}  `, text, { width }).map((line) => paint(line)));
  };
  const add = (word: string, count: number, note = ''): void => {
    if (count > 0) say(word, `${number(count)}${note}`);
  };
  say('audience', plural(run.audience, 'person', 'people'));
  const { capped = 0 } = run;
  if (dryRun) add('would send', run.queued - capped);
  else if (run.sent > 0) lines.push(sentText(run, chalk));
  if (dryRun) add('was sent', run.sent);
  // All who were drawn into a variant, sent or not yet: a line of its own, since it adds up to no other.
  const arms = Object.entries(run.variants);
  if (arms.length > 1) say('variants', arms.map(([name, count]) => `${name} ${number(count)}`).join(', '));
  add('held out', run.held_out);
  const { rollout = 0, ...skipped } = run.skipped;
  const reasons = Object.entries(skipped).sort((a, b) => b[1] - a[1]);
  add(
    'left out',
    reasons.reduce((sum, [, count]) => sum + count, 0),
    ` (${reasons.map(([reason, count]) => `${skipWords(reason)} ${number(count)}`).join(', ')})`,
  );
  add('not yet', rollout, ' (outside the rollout)');
  const first = run.capped_until === undefined ? '' : `; the first may get one from ${utc(run.capped_until)} on`;
  const full = capped > 0 ? ` (${number(capped)} had as many messages as allowed${first})` : '';
  add('waiting', dryRun ? capped : run.queued, full);
  add('expired', run.expired);
  add('cancelled', run.cancelled);
  if (run.failed > 0) say('failed', number(run.failed), chalk.red);
  if (run.unknown > 0)
    say('unknown', `${number(run.unknown)}, handed over, no answer: never sent again by itself`, chalk.yellow);
  if (run.stopped && run.stopped.kind !== 'limits')
    say('stopped', `${run.stopped.reason}; nothing is lost, \`crm send\` goes on where it was`, chalk.red);
  return [...lines, ...(run.previews ?? []).map((preview) => previewText(preview, { chalk, width }))].join('\n');
}

const utc = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

function sentText({ sent, sent_now, rate_per_s }: RunReport, chalk: ChalkInstance): string {
  const note = sent_now > 0 ? `${number(sent_now)} now, ${number(rate_per_s)}/s` : 'nothing new';
  return `  sent        ${number(sent)}  ${chalk.dim(note)}`;
}

function previewText({ persona, variant, after, skipped, locale }: PlanPreview, { chalk, width }: Look): string {
  const text =
    skipped === null
      ? [after.subject ?? after.title, after.text ?? after.body].filter(Boolean).join(' / ')
      : `(left out: ${skipWords(skipped)})`;
  const who = `${persona} · ${locale}${variant === 'default' ? '' : ` · ${variant}`}`;
  return `  ${chalk.dim('preview')}     ${shorten(`${who}: ${text}`, width - 14)}`;
}
