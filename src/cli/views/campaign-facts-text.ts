import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { CampaignFacts, PlanAudience, PlanExperiment, PlanPreview, PlanVariable } from '../../model/plan.ts';
import { clean } from './clean.ts';
import { copyDiffText } from './copy-diff-text.ts';
import { loadText } from './load-text.ts';
import { number, percent, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { skipWords } from './skip-words.ts';
import { wrapSentence } from './wrap-sentence.ts';

/** Whom a campaign reaches, what can be proven with them, and what they read. */
export function campaignFactsText(facts: CampaignFacts, chalk: ChalkInstance, width: number): string[] {
  return [
    ...campaignFacts(facts).flatMap(([word, text]) => factLines(word, text, width)),
    ...(facts.preview ?? []).flatMap((one) => previewText(one, chalk, width)),
  ];
}

/** The same without the copy, each with its word; `count` writes numbers of people and messages. */
export const campaignFacts = (
  { audience, added, unfinished, volume, experiment, load, variables = [] }: CampaignFacts,
  count: Count = number,
): Fact[] => [
  ...(audience ? audienceFacts(audience, volume?.messages, count) : []),
  ...(added ? [addedFact(added, count)] : []),
  ...(unfinished ? [unfinishedFact(unfinished, count)] : []),
  ...(experiment ? [experimentFact(experiment)] : []),
  ...(load ? [['load', loadText(load, count)] as const] : []),
  ...overlapFacts(audience?.overlap ?? [], count),
  ...missingFacts(variables, count),
];

type Count = (count: number) => string;

const counted = (n: number, count: Count, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** A word and what it says. */
export type Fact = readonly [word: string, text: string];

/** One fact of a plan: its word, and what it says in lines as wide as the terminal. */
export const factLines = (word: string, text: string, width: number): string[] =>
  wrapSentence(`      ${word.padEnd(12)}`, text, { width });

/** `1,200 -> 900 people`, only the number when there was nobody before, `unknown` when a list of then is not here. */
export const movedPeople = ({ before, after }: PlanAudience, count: Count = number): string =>
  before === 0 ? `${count(after)} people` : `${before === null ? 'unknown' : count(before)} -> ${count(after)} people`;

function audienceFacts(audience: PlanAudience, messages: number | undefined, count: Count): Fact[] {
  const { before, enter, leave, stay, reachable, held_out, skipped, rollout } = audience;
  const how =
    before === 0 || enter === null || leave === null || stay === null
      ? ''
      : ` (enter ${count(enter)}, leave ${count(leave)}, stay ${count(stay)})`;
  const facts: Fact[] = [['audience', `${movedPeople(audience, count)}${how}`]];
  if (rollout)
    facts.push([
      'rollout',
      `${rollout.percent}%: ${count(rollout.people)} of them now, ${count(rollout.waiting)} not yet`,
    ]);
  const reach = Object.entries(reachable).map(([medium, people]) => `${count(people)} by ${medium}`);
  if (reach.length > 0 && messages !== undefined)
    facts.push([
      'reachable',
      `${reach.join(', ')}; ${count(held_out)} held out, ${counted(messages, count, 'message')}`,
    ]);
  else if (messages === 0) facts.push(['contacted', 'nobody: 0 messages']);
  const reasons = Object.entries(skipped).sort((a, b) => b[1] - a[1]);
  if (reasons.length > 0)
    facts.push(['left out', reasons.map(([reason, people]) => `${skipWords(reason)} ${count(people)}`).join(', ')]);
  return facts;
}

/** Contact that the change itself makes: the run was thought to be over. */
const addedFact = ({ run, people, messages }: NonNullable<CampaignFacts['added']>, count: Count): Fact => [
  'next send',
  `adds ${counted(people, count, 'person', 'people')} to the run ${run}: ${counted(messages, count, 'more message')}`,
];

/** Contact that was decided before: whoever waits in these runs counts as reached everywhere else. */
const unfinishedFact = ({ runs, messages }: NonNullable<CampaignFacts['unfinished']>, count: Count): Fact => [
  'next send',
  `goes on with ${plural(runs, 'unfinished run')}: ${counted(messages, count, 'waiting message')}`,
];

function experimentFact({ arms, holdout, mde, goal_effect, provable }: PlanExperiment): Fact {
  const shares = [...Object.entries(arms), ...(holdout > 0 ? [['holdout', holdout] as const] : [])]
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join(', ');
  if (holdout === 0) return ['experiment', `${shares}; without a holdout the effect cannot be proven`];
  const points = (share: number): string => `${(share * 100).toFixed(2)}%p`;
  const can = mde === null ? 'no effect can be proven' : `can prove ${points(mde)} or more`;
  return [
    'experiment',
    `${shares}; ${can}, the goal is ${points(goal_effect)}: ${provable ? 'provable' : 'NOT provable'}`,
  ];
}

const mostShared = 5;

/** Whose messages the same people get, the most first. */
function overlapFacts(overlap: NonNullable<PlanAudience['overlap']>, count: Count): Fact[] {
  if (overlap.length === 0) return [];
  const shown = overlap.slice(0, mostShared).map(({ with: other, people }) => `${count(people)} with ${other}`);
  const rest = overlap.length > mostShared ? [`${overlap.length - mostShared} more`] : [];
  return [['shared', [...shown, ...rest].join(', ')]];
}

/** Variables that some people have nothing for. */
function missingFacts(variables: readonly PlanVariable[], count: Count): Fact[] {
  const missing = variables.filter((one) => one.missing > 0);
  if (missing.length === 0) return [];
  const each = missing.map(({ name, missing: without, people, fallback }) => {
    const shown = count(without);
    // The share of very few people tells how many they are.
    const share = shown === number(without) ? [percent(without / people)] : [];
    return `${name} for ${shown} (${[...share, fallback ? 'fallback' : 'left out'].join(', ')})`;
  });
  return [['missing', each.join(', ')]];
}

/** What is read first. */
const headOf = (parts: Readonly<Record<string, string>>): string =>
  parts.subject ?? parts.title ?? parts.text ?? parts.body ?? '';

/** Who reads what: in one line, or the subject below as far as there is room; word by word where it changes. */
function previewText(preview: PlanPreview, chalk: ChalkInstance, width: number): string[] {
  const { persona, variant, before, after, missing, characters, bytes, skipped } = preview;
  const who = `${persona}${variant === 'default' ? '' : ` · ${variant}`}`;
  if (skipped !== null) return factLines('preview', `${who}, left out: ${skipWords(skipped)}`, width);
  const text = headOf(after);
  const lacks = missing.length > 0 ? [`no ${missing.join(', ')}`] : [];
  const size = [`${number(characters)} characters, ${number(bytes)} bytes`, ...lacks].join(', ');
  const quoted = `"${clean(text)}"`;
  const label = `      ${'preview'.padEnd(12)}`;
  if (before && headOf(before) !== text)
    return [`${label}${who}  ${chalk.dim(size)}`, ...copyDiffText(headOf(before), text, { chalk, width })];
  if (stringWidth(`${label}${who}  ${quoted}  ${size}`) <= width)
    return [`${label}${who}  ${quoted}  ${chalk.dim(size)}`];
  const margin = ' '.repeat(label.length);
  const whole = `${label}${who}  ${size}`;
  const heading =
    stringWidth(whole) <= width
      ? [`${label}${who}  ${chalk.dim(size)}`]
      : wrapSentence(label, `${who}, ${size}`, { width });
  return [...heading, `${margin}"${shorten(text, width - label.length - 2)}"`];
}
