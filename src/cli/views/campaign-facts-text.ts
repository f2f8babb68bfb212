import type { ChalkInstance } from 'chalk';
import type { CampaignFacts, PlanAudience, PlanExperiment, PlanPreview } from '../../model/plan.ts';
import { number, percent, plural } from './number.ts';
import { shorten } from './shorten.ts';
import { skipWords } from './skip-words.ts';

/** Whom a campaign reaches, what can be proven with them, and what they read. */
export function campaignFactsText(facts: CampaignFacts, chalk: ChalkInstance, width: number): string[] {
  const { audience, added, unfinished, volume, experiment, preview = [] } = facts;
  return [
    ...(audience ? audienceText(audience, volume?.messages) : []),
    ...(added ? [addedText(added)] : []),
    ...(unfinished ? [unfinishedText(unfinished)] : []),
    ...(experiment ? [experimentText(experiment)] : []),
    ...preview.map((one) => previewText(one, chalk, width)),
  ];
}

/** `1,200 -> 900 people`, or only the number when there was nobody before. */
export const movedPeople = ({ before, after }: PlanAudience): string =>
  before === 0 ? `${number(after)} people` : `${number(before)} -> ${number(after)} people`;

function audienceText(audience: PlanAudience, messages: number | undefined): string[] {
  const { before, enter, leave, stay, reachable, held_out, skipped, rollout } = audience;
  const how = before === 0 ? '' : ` (enter ${number(enter)}, leave ${number(leave)}, stay ${number(stay)})`;
  const lines = [`      audience    ${movedPeople(audience)}${how}`];
  if (rollout)
    lines.push(
      `      rollout     ${rollout.percent}%: ${number(rollout.people)} of them now, ${number(rollout.waiting)} not yet`,
    );
  const reach = Object.entries(reachable).map(([medium, count]) => `${number(count)} by ${medium}`);
  if (reach.length > 0 && messages !== undefined)
    lines.push(`      reachable   ${reach.join(', ')}; ${number(held_out)} held out, ${plural(messages, 'message')}`);
  else if (messages === 0) lines.push('      contacted   nobody: 0 messages');
  const reasons = Object.entries(skipped).sort((a, b) => b[1] - a[1]);
  if (reasons.length > 0)
    lines.push(
      `      left out    ${reasons.map(([reason, count]) => `${skipWords(reason)} ${number(count)}`).join(', ')}`,
    );
  return lines;
}

/** Contact that the change itself makes: the run was thought to be over. */
const addedText = ({ run, people, messages }: NonNullable<CampaignFacts['added']>): string =>
  `      next send   adds ${plural(people, 'person', 'people')} to the run ${run}: ${plural(messages, 'more message')}`;

/** Contact that was decided before: whoever waits in these runs counts as reached everywhere else. */
const unfinishedText = ({ runs, messages }: NonNullable<CampaignFacts['unfinished']>): string =>
  `      next send   goes on with ${plural(runs, 'unfinished run')}: ${plural(messages, 'waiting message')}`;

function experimentText({ arms, holdout, mde, goal_effect, provable }: PlanExperiment): string {
  const shares = [...Object.entries(arms), ...(holdout > 0 ? [['holdout', holdout] as const] : [])]
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join(', ');
  if (holdout === 0) return `      experiment  ${shares}; without a holdout the effect cannot be proven`;
  const points = (share: number): string => `${(share * 100).toFixed(2)}%p`;
  const can = mde === null ? 'no effect can be proven' : `can prove ${points(mde)} or more`;
  return `      experiment  ${shares}; ${can}, the goal is ${points(goal_effect)}: ${provable ? 'provable' : 'NOT provable'}`;
}

function previewText(preview: PlanPreview, chalk: ChalkInstance, width: number): string {
  const { persona, variant, after, characters, bytes, skipped } = preview;
  const text =
    skipped === null
      ? (after.subject ?? after.title ?? after.text ?? after.body ?? '')
      : `(left out: ${skipWords(skipped)})`;
  return `      preview     ${persona}${variant === 'default' ? '' : ` · ${variant}`}  "${shorten(text, width - 50)}" ${chalk.dim(`${number(characters)} characters, ${number(bytes)} bytes`)}`;
}
