import type { ChalkInstance } from 'chalk';
import type { FieldChange, Plan, PlanAffected, PlanChange } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { campaignFactsText, factLines, movedPeople } from './campaign-facts-text.ts';
import { copyDiffText } from './copy-diff-text.ts';
import { headLines } from './head-lines.ts';
import { listChangeText } from './list-change-text.ts';
import { number, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { wrapSentence } from './wrap-sentence.ts';

const maxFields = 12;
const maxAffected = 8;

interface Shown {
  readonly chalk: ChalkInstance;
  readonly width: number;
  /** Every campaign of the plan that changes only through what it uses. */
  readonly affected: readonly PlanAffected[];
  /** Head counts of segments with guards. */
  readonly populations: Plan['populations'];
}

/** One change of a plan, a few lines. */
export function planChangeText(change: PlanChange, { chalk, width, affected, populations }: Shown): string[] {
  const { symbol, word, paint } = actionWords[change.action];
  const head = `  ${chalk[paint](`${symbol} ${word.padEnd(8)}`)} ${chalk.bold(change.address)}`;
  const notes = [change.categories.join(', '), change.action === 'create' ? '' : change.effect, briefAudience(change)]
    .filter(Boolean)
    .join(' · ');
  const lines = headLines(head, [notes, `${change.file}:${change.line}`, broughtAlong(change)], { chalk, width });
  lines.push(...lossText(change, chalk, width));
  const fields = change.fields.filter(({ path }) => !path.startsWith('lists.'));
  for (const field of fields.slice(0, maxFields)) lines.push(...fieldText(field, chalk, width));
  if (fields.length > maxFields) lines.push(`      .. and ${fields.length - maxFields} more fields`);
  for (const list of change.lists ?? []) lines.push(...factLines('list', listChangeText(list), width));
  if (briefAudience(change) === '') lines.push(...campaignFactsText(change, chalk, width));
  lines.push(...guardedText(change, populations, width));
  lines.push(...affectsText(change, affected, width));
  return lines;
}

/** What is lost by a change, and what allows it. */
function lossText({ address, destructive }: PlanChange, chalk: ChalkInstance, width: number): string[] {
  if (!destructive) return [];
  const { reasons, allowed } = destructive;
  const allow = allowed ? 'allowed' : `needs --allow-destructive ${address}`;
  const [first = '', ...rest] = wrapSentence('      ✗ destructive ', `${reasons.join('; ')} (${allow})`, {
    width,
    margin: 8,
  });
  return [first, ...rest].map((line) => (allowed ? chalk.yellow(line) : chalk.red(line)));
}

/** Of a change that nobody named: why it is in the plan. */
export const broughtAlong = ({ selected = '' }: Pick<PlanChange, 'selected'>): string =>
  /^(needed|depends)/.test(selected) ? selected : '';

/** A campaign that changes only through something else. */
export function affectedText(campaign: PlanAffected, chalk: ChalkInstance, width: number): string[] {
  const { address, because, file, line } = campaign;
  const through = because.length > 3 ? [...because.slice(0, 3), `${because.length - 3} more`] : because;
  const head = `  ${chalk.yellow(`≈ ${'affected'.padEnd(8)}`)} ${chalk.bold(address)}`;
  return [
    ...headLines(head, [`through ${through.join(', ')}`, `${file}:${line}`], { chalk, width }),
    ...campaignFactsText(campaign, chalk, width),
  ];
}

/** A new segment's people fit on its own line. */
function briefAudience({ action, address, audience }: PlanChange): string {
  return audience && action === 'create' && address.startsWith('segment.') ? `${number(audience.after)} people` : '';
}

/** Whether a change takes more than one line. */
export const isDetailed = (change: PlanChange): boolean =>
  change.fields.length > 0 ||
  (change.lists?.length ?? 0) > 0 ||
  (change.audience !== undefined && briefAudience(change) === '') ||
  (change.preview?.length ?? 0) > 0;

function fieldText({ path, line, before, after }: FieldChange, chalk: ChalkInstance, width: number): string[] {
  const show = (value: unknown): string =>
    shorten(typeof value === 'string' ? value : JSON.stringify(value), width - 12);
  const head = `      ${shorten(path, width - 14)} ${chalk.dim(`:${line}`)}`;
  if (isSentence(before) && isSentence(after)) return [head, ...copyDiffText(before, after, { chalk, width })];
  return [
    head,
    ...(before === null ? [] : [chalk.red(`        - ${show(before)}`)]),
    ...(after === null ? [] : [chalk.green(`        + ${show(after)}`)]),
  ];
}

/** Text that is compared word by word. */
const isSentence = (value: unknown): value is string => typeof value === 'string' && value.trim().includes(' ');

/** What the guards of a segment look at. */
function guardedText({ address }: PlanChange, populations: Plan['populations'], width: number): string[] {
  const found = populations.find((one) => one.address === address);
  if (!found?.before || found.people === null) return [];
  const { people, at } = found.before;
  const before = `${number(people)} when something was last applied (${at.slice(0, 10)})`;
  return factLines('guarded', `${plural(found.people, 'person', 'people')}; ${before}`, width);
}

function affectsText({ affected = [] }: PlanChange, all: readonly PlanAffected[], width: number): string[] {
  const campaigns = all.filter(({ address }) => affected.includes(address));
  const lines = campaigns.slice(0, maxAffected).flatMap(({ address, audience, volume }) => {
    const people = audience ? `: ${movedPeople(audience)}, ${plural(volume?.messages ?? 0, 'message')}` : '';
    return factLines('affects', `${address}${people}`, width);
  });
  return campaigns.length > maxAffected
    ? [...lines, `      .. and ${campaigns.length - maxAffected} more campaigns`]
    : lines;
}
