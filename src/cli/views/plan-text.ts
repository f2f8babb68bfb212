import { Chalk, type ChalkInstance } from 'chalk';
import type { Plan, PlanAction, PolicyResult } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { clean } from './clean.ts';
import { number, plural } from './number.ts';
import { affectedText, isDetailed, planChangeText } from './plan-change-text.ts';
import { sameWorld } from './same-world.ts';

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
    return [
      `${chalk.green('No changes.')} ${where} is as the files say (${number(plan.summary.unchanged)} definitions).`,
      ...policyLines(plan, chalk).slice(0, 1),
      ...saved,
    ]
      .slice(0, 3)
      .join('\n');
  }
  const lines = [
    `${chalk.bold('crm plan')} · ${where} · as of ${plan.as_of.slice(0, 16).replace('T', ' ')} UTC · fingerprint ${plan.fingerprint.slice(7, 15)}`,
    '',
  ];
  for (const change of plan.changes)
    lines.push(
      ...planChangeText(change, { chalk, width: options.width, affected: plan.affected }),
      ...(isDetailed(change) ? [''] : []),
    );
  for (const campaign of plan.affected) lines.push(...affectedText(campaign, chalk, options.width), '');
  if (lines.at(-1) !== '') lines.push('');
  lines.push(chalk.bold(summaryLine(plan)), ...reachLine(plan), ...policyLines(plan, chalk));
  return [...lines, ...closing(plan, options.saved)].join('\n');
}

/** What to do with the plan now. */
function closing(
  { clock, as_of, expires_at, applyable, environment }: Plan,
  saved: PlanTextOptions['saved'],
): string[] {
  if (saved === 'asking') return [];
  if (!applyable) return typeof saved === 'object' ? ['', `Saved ${saved.file}.`] : [];
  if (saved === 'no') return ['', 'Not saved: crm plan --out plan.crmplan.json keeps exactly this for crm apply.'];
  // A plan of another clock is applied on that clock, and one of an environment there.
  const world = sameWorld({ environment: environment.name, asOf: clock === 'as_of' ? new Date(as_of) : undefined });
  const until = `${expires_at.slice(0, 16).replace('T', ' ')} UTC`;
  return ['', `Saved ${saved.file}, good until ${until}. Next: crm apply ${saved.file}${world}`];
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

function policyLines({ policy, applyable }: Plan, chalk: ChalkInstance): string[] {
  const { denied, warned, passed, not_evaluated, results } = policy;
  if (results.length === 0) return passed > 0 ? [`Policy: ${number(passed)} passed.`] : [];
  const counts = [`${number(denied)} denied`, `${number(warned)} warned`, `${number(passed)} passed`];
  if (not_evaluated > 0) counts.push(`${number(not_evaluated)} not evaluated`);
  return [
    `Policy: ${counts.join(', ')}.`,
    ...results.map((result) => policyLine(result, chalk)),
    ...(applyable ? [] : ['crm apply refuses this plan.']),
  ];
}

function policyLine(result: PolicyResult, chalk: ChalkInstance): string {
  const { level, status, rule, address, message, file, line, fix } = result;
  const next = `\n         ${chalk.dim(clean(fix))}`;
  if (status === 'not_evaluated')
    return `  ${chalk.yellow('? not evaluated')} ${rule} (${level}): ${clean(message)} (${file}:${line})${next}`;
  const word =
    level === 'deny' ? chalk.red('✗ deny') : level === 'warn' ? chalk.yellow('! warn') : chalk.cyan('i info');
  return `  ${word} ${rule}: ${address} ${clean(message)} (${file}:${line})${next}`;
}
