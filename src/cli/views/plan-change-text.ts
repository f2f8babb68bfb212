import type { ChalkInstance } from 'chalk';
import type { FieldChange, PlanAudience, PlanChange, PlanExperiment, PlanPreview } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { number, percent, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { skipWords } from './skip-words.ts';

const maxFields = 12;

/** One change of a plan, a few lines. */
export function planChangeText(change: PlanChange, chalk: ChalkInstance, width: number): string[] {
  const { symbol, word, paint } = actionWords[change.action];
  const head = `  ${chalk[paint](`${symbol} ${word.padEnd(8)}`)} ${chalk.bold(change.address)}`;
  const notes = [change.categories.join(', '), change.action === 'create' ? '' : change.effect, briefAudience(change)]
    .filter(Boolean)
    .join(' · ');
  const lines = [
    `${head}${notes === '' ? '' : `  ${chalk.dim(notes)}`}  ${chalk.dim(`${change.file}:${change.line}`)}`,
  ];
  for (const field of change.fields.slice(0, maxFields)) lines.push(...fieldText(field, chalk, width));
  if (change.fields.length > maxFields) lines.push(`      .. and ${change.fields.length - maxFields} more fields`);
  if (change.audience && briefAudience(change) === '')
    lines.push(...audienceText(change.audience, change.volume?.messages));
  if (change.experiment) lines.push(experimentText(change.experiment));
  lines.push(...previewText(change.preview ?? [], chalk, width));
  return lines;
}

/** A new segment's people fit on its own line. */
function briefAudience({ action, address, audience }: PlanChange): string {
  return audience && action === 'create' && address.startsWith('segment.') ? `${number(audience.after)} people` : '';
}

/** Whether a change takes more than one line. */
export const isDetailed = (change: PlanChange): boolean =>
  change.fields.length > 0 ||
  (change.audience !== undefined && briefAudience(change) === '') ||
  (change.preview?.length ?? 0) > 0;

function fieldText({ path, line, before, after }: FieldChange, chalk: ChalkInstance, width: number): string[] {
  const show = (value: unknown): string =>
    shorten(typeof value === 'string' ? value : JSON.stringify(value), width - 12);
  return [
    `      ${path} ${chalk.dim(`:${line}`)}`,
    ...(before === null ? [] : [chalk.red(`        - ${show(before)}`)]),
    ...(after === null ? [] : [chalk.green(`        + ${show(after)}`)]),
  ];
}

function audienceText(
  { before, after, enter, leave, stay, reachable, held_out, skipped }: PlanAudience,
  messages: number | undefined,
): string[] {
  const moved =
    before === 0
      ? `${number(after)} people`
      : `${number(before)} -> ${number(after)} people (enter ${number(enter)}, leave ${number(leave)}, stay ${number(stay)})`;
  const lines = [`      audience    ${moved}`];
  const reach = Object.entries(reachable).map(([medium, count]) => `${number(count)} by ${medium}`);
  if (reach.length > 0 && messages !== undefined)
    lines.push(`      reachable   ${reach.join(', ')}; ${number(held_out)} held out, ${plural(messages, 'message')}`);
  const reasons = Object.entries(skipped).sort((a, b) => b[1] - a[1]);
  if (reasons.length > 0)
    lines.push(
      `      left out    ${reasons.map(([reason, count]) => `${skipWords(reason)} ${number(count)}`).join(', ')}`,
    );
  return lines;
}

function experimentText({ arms, holdout, mde, goal_effect, provable }: PlanExperiment): string {
  const shares = [...Object.entries(arms), ...(holdout > 0 ? [['holdout', holdout] as const] : [])]
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join(', ');
  if (holdout === 0) return `      experiment  ${shares}; without a holdout the effect cannot be proven`;
  const points = (share: number): string => `${(share * 100).toFixed(2)} %p`;
  const can = mde === null ? 'no effect can be proven' : `can prove ${points(mde)} or more`;
  return `      experiment  ${shares}; ${can}, the goal is ${points(goal_effect)}: ${provable ? 'provable' : 'NOT provable'}`;
}

function previewText(previews: readonly PlanPreview[], chalk: ChalkInstance, width: number): string[] {
  return previews.map(({ persona, variant, after, characters, bytes, skipped }) => {
    const text =
      skipped === null
        ? (after.subject ?? after.title ?? after.text ?? after.body ?? '')
        : `(left out: ${skipWords(skipped)})`;
    return `      preview     ${persona}${variant === 'default' ? '' : ` · ${variant}`}  "${shorten(text, width - 50)}" ${chalk.dim(`${number(characters)} characters, ${number(bytes)} bytes`)}`;
  });
}
