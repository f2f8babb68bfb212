import { Chalk, type ChalkInstance } from 'chalk';
import type { RunReport, SendReport } from '../../app/send-report.ts';
import { number, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { skipWords } from './skip-words.ts';

/** What was sent, or would be: one block a run, whose numbers add up. */
export function sendText({ dry_run, runs, not_due }: SendReport, { color }: { color: boolean }): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const others = notDueText(not_due, chalk);
  if (runs.length === 0) return ['Nothing is due.', ...others].join('\n');
  const blocks = runs.map((run) => runText(run, dry_run, chalk));
  const sent = runs.reduce((sum, run) => sum + (dry_run ? run.queued : run.sent_now), 0);
  const last = dry_run
    ? `Dry run: ${plural(sent, 'message')} would be sent. Nothing was sent, nothing was written.`
    : `Sent ${plural(sent, 'message')} now.`;
  return [...blocks, ...(others.length > 0 ? [others.join('\n')] : []), chalk.bold(last)].join('\n\n');
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
          unconfirmed: `became large meanwhile: crm send ${campaign} --confirm ${campaign}`,
        }[why];
    return `${campaign.padEnd(width)}  ${chalk.dim(words)}`;
  });
}

function runText(run: RunReport, dryRun: boolean, chalk: ChalkInstance): string {
  const lines = [
    `${chalk.bold(run.campaign)}  ${chalk.dim(`${run.run} · revision ${run.revision}`)}`,
    `  audience    ${number(run.audience)} people`,
  ];
  const add = (word: string, count: number, note = ''): void => {
    if (count > 0) lines.push(`  ${word.padEnd(10)}  ${number(count)}${note}`);
  };
  if (dryRun) add('would send', run.queued);
  else
    add(
      'sent',
      run.sent,
      run.sent_now > 0
        ? chalk.dim(`  ${number(run.sent_now)} now, ${number(run.rate_per_s)}/s`)
        : chalk.dim('  nothing new'),
    );
  if (dryRun) add('was sent', run.sent);
  // All who were drawn into a variant, sent or not yet: a line of its own, since it adds up to no other.
  const arms = Object.entries(run.variants);
  if (arms.length > 1)
    lines.push(`  variants    ${arms.map(([name, count]) => `${name} ${number(count)}`).join(', ')}`);
  add('held out', run.held_out);
  const reasons = Object.entries(run.skipped).sort((a, b) => b[1] - a[1]);
  add(
    'left out',
    reasons.reduce((sum, [, count]) => sum + count, 0),
    `  (${reasons.map(([reason, count]) => `${skipWords(reason)} ${number(count)}`).join(', ')})`,
  );
  if (!dryRun) add('waiting', run.queued);
  add('expired', run.expired);
  add('cancelled', run.cancelled);
  if (run.failed > 0) lines.push(chalk.red(`  failed      ${number(run.failed)}`));
  if (run.unknown > 0)
    lines.push(
      chalk.yellow(`  unknown     ${number(run.unknown)}  handed over, no answer: never sent again by itself`),
    );
  if (run.stopped)
    lines.push(chalk.red(`  stopped     ${run.stopped.reason}; nothing is lost, crm send goes on where it was`));
  for (const { persona, variant, after, skipped, locale } of run.previews ?? []) {
    const text =
      skipped === null
        ? [after.subject ?? after.title, after.text ?? after.body].filter(Boolean).join(' / ')
        : `(left out: ${skipWords(skipped)})`;
    lines.push(
      `  ${chalk.dim('preview')}     ${persona} · ${locale}${variant === 'default' ? '' : ` · ${variant}`}: ${shorten(text, 90)}`,
    );
  }
  return lines.join('\n');
}
