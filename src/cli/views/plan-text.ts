import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Plan, PlanAction, PolicyResult } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { approvalText } from './approval-text.ts';
import { loadText } from './load-text.ts';
import { number, plural } from './number.ts';
import { affectedText, isDetailed, planChangeText } from './plan-change-text.ts';
import { sameWorld } from './same-world.ts';
import { scopeText } from './scope-text.ts';
import { wrapSentence } from './wrap-sentence.ts';

export interface PlanTextOptions {
  readonly color: boolean;
  readonly width: number;
  /** The file it was written to; `asking` when somebody is asked about it next, or nobody is. */
  readonly saved: { readonly file: string } | 'no' | 'asking';
}

/** A plan for a terminal: what changes, whom it concerns, whether it can be proven, which rule is broken. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const where = `${plan.workspace} · ${plan.environment.name}`;
  if (plan.changes.length === 0) {
    const saved = typeof options.saved === 'object' ? [`Saved ${options.saved.file}.`] : [];
    const rest = plan.scope.complete
      ? `is as the files say (${number(plan.summary.unchanged)} definitions)`
      : 'has nothing to change in what was asked for';
    return [
      `${chalk.green('No changes.')} ${where} ${rest}.`,
      ...scopeLines(plan, options.width),
      ...policyLines(plan, chalk, options.width).slice(0, plan.policy.denied > 0 ? undefined : 1),
      ...saved,
    ]
      .slice(0, plan.policy.denied > 0 ? undefined : 3)
      .join('\n');
  }
  const { width } = options;
  const as_of = `${plan.as_of.slice(0, 16).replace('T', ' ')} UTC`;
  const title = `· ${where} · as of ${as_of} · fingerprint ${plan.fingerprint.slice(7, 15)}`;
  const [first = '', ...rest] = wrapSentence('crm plan ', title, { width });
  const lines = [`${chalk.bold('crm plan')}${first.slice('crm plan'.length)}`, ...rest, ''];
  for (const change of plan.changes)
    lines.push(
      ...planChangeText(change, { chalk, width, affected: plan.affected, populations: plan.populations }),
      ...(isDetailed(change) ? [''] : []),
    );
  for (const campaign of plan.affected) lines.push(...affectedText(campaign, chalk, width), '');
  if (lines.at(-1) !== '') lines.push('');
  const summary = wrapSentence('', summaryLine(plan), { width, margin: 6 }).map((line) => chalk.bold(line));
  lines.push(
    ...summary,
    ...scopeLines(plan, width),
    ...reachLine(plan),
    ...loadLines(plan, width),
    ...policyLines(plan, chalk, width),
  );
  lines.push(...approvalLines(plan, width));
  if (!plan.applyable) lines.push('crm apply refuses this plan.');
  return [...lines, ...closing(plan, options)].join('\n');
}

const scopeLines = ({ scope }: Plan, width: number): string[] =>
  scope.complete ? [] : wrapSentence('', scopeText(scope), { width, margin: 2 });

/** What to do with the plan now. */
function closing(
  { clock, as_of, expires_at, applyable, environment, requires }: Plan,
  { saved, width }: PlanTextOptions,
): string[] {
  if (saved === 'asking') return [];
  if (!applyable) return typeof saved === 'object' ? ['', `Saved ${saved.file}.`] : [];
  if (saved === 'no') return ['', 'Not saved: crm plan --out plan.crmplan.json keeps exactly this for crm apply.'];
  // A plan of another clock is applied on that clock, and one of an environment there.
  const world = sameWorld({ environment: environment.name, asOf: clock === 'as_of' ? new Date(as_of) : undefined });
  const until = `${expires_at.slice(0, 16).replace('T', ' ')} UTC`;
  const kept = `Saved ${saved.file}, good until ${until}.`;
  const approved = requires.approvals > 0 ? `crm approve ${saved.file}${world}, by somebody else; then ` : '';
  const next = `Next: ${approved}crm apply ${saved.file}${world}`;
  // A command that is copied stays in one piece.
  return stringWidth(`${kept} ${next}`) <= width ? ['', `${kept} ${next}`] : ['', kept, next];
}

function summaryLine({ summary, affected }: Plan): string {
  const { unchanged, ...actions } = summary;
  const parts = Object.entries(actions)
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${number(count)} to ${actionWords[action as PlanAction].word}`);
  const others = affected.length === 0 ? '' : `; ${plural(affected.length, 'more campaign')} affected`;
  return `Plan: ${parts.join(', ')} (${number(unchanged)} unchanged${others}).`;
}

function reachLine({ changes, affected, refresh }: Plan): string[] {
  if (refresh === 'none') return ['People were not counted (--refresh none).'];
  const campaigns = [...changes, ...affected].filter(({ volume }) => volume !== undefined);
  if (campaigns.length === 0) return [];
  const messages = campaigns.reduce((sum, { volume }) => sum + (volume?.messages ?? 0), 0);
  return [
    `One run of each ${affected.length > 0 ? 'changed or affected' : 'changed'} campaign: ${plural(messages, 'message')}.`,
  ];
}

/** All campaigns together, of everybody. */
function loadLines({ load }: Plan, width: number): string[] {
  return load === null ? [] : wrapSentence('', `Load of ${loadText(load)}.`, { width, margin: 2 });
}

/** What somebody else has to say first. */
function approvalLines({ requires }: Plan, width: number): string[] {
  return requires.approvals === 0 ? [] : wrapSentence('', `${approvalText(requires)}.`, { width, margin: 2 });
}

function policyLines({ policy }: Plan, chalk: ChalkInstance, width: number): string[] {
  const { denied, warned, passed, not_evaluated, excepted, results } = policy;
  if (results.length === 0) return passed > 0 ? [`Policy: ${number(passed)} passed.`] : [];
  const counts = [`${number(denied)} denied`, `${number(warned)} warned`, `${number(passed)} passed`];
  if (not_evaluated > 0) counts.push(`${number(not_evaluated)} not evaluated`);
  if (excepted > 0) counts.push(`${number(excepted)} excepted`);
  return [`Policy: ${counts.join(', ')}.`, ...results.flatMap((result) => policyLine(result, chalk, width))];
}

function policyLine(result: PolicyResult, chalk: ChalkInstance, width: number): string[] {
  const { level, status, rule, address, message, file, line, column, fix, exception } = result;
  const place = `(${file}:${line}${column === undefined ? '' : `:${column}`})`;
  if (exception) {
    const text = `${rule} (${level}): ${address} ${message} ${place}`;
    const allowed = `until ${exception.expires}: ${exception.reason}`;
    return [
      ...wrapSentence('  - excepted ', text, { width, margin: 9 }),
      ...wrapSentence(' '.repeat(9), allowed, { width }),
    ].map((one) => chalk.dim(one));
  }
  const asked = status !== 'not_evaluated';
  const word = asked ? { deny: '✗ deny', warn: '! warn', info: 'i info' }[level] : '? not evaluated';
  const paint = asked ? { deny: chalk.red, warn: chalk.yellow, info: chalk.cyan }[level] : chalk.yellow;
  const text = asked ? `${rule}: ${address} ${message} ${place}` : `${rule} (${level}): ${message} ${place}`;
  const [first = '', ...rest] = wrapSentence(`  ${word} `, text, { width, margin: 9 });
  const next = wrapSentence(' '.repeat(9), fix, { width });
  return [`  ${paint(word)}${first.slice(2 + word.length)}`, ...rest, ...next.map((one) => chalk.dim(one))];
}
