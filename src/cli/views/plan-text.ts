import { Chalk, type ChalkInstance } from 'chalk';
import type { Plan, PlanAction, PlanSummary } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { clean } from './clean.ts';
import { number, plural } from './number.ts';
import { isDetailed, planChangeText } from './plan-change-text.ts';

export interface PlanTextOptions {
  readonly color: boolean;
  readonly width: number;
  readonly out?: string;
}

/** A plan for a terminal: what changes, whom it concerns, whether it can be proven, which rule is broken. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const where = `${plan.workspace} · ${plan.environment.name}`;
  if (plan.changes.length === 0) {
    const saved = options.out === undefined ? [] : [`Saved ${options.out}.`];
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
    lines.push(...planChangeText(change, chalk, options.width), ...(isDetailed(change) ? [''] : []));
  if (lines.at(-1) !== '') lines.push('');
  lines.push(chalk.bold(summaryLine(plan.summary)), ...reachLine(plan), ...policyLines(plan, chalk));
  if (options.out !== undefined)
    lines.push(
      '',
      `Saved ${options.out}, good until ${plan.expires_at.slice(0, 16).replace('T', ' ')} UTC. Next: crm apply ${options.out}`,
    );
  else lines.push('', 'Not saved: crm plan --out plan.crmplan.json keeps exactly this for crm apply.');
  return lines.join('\n');
}

function summaryLine(summary: PlanSummary): string {
  const { unchanged, ...actions } = summary;
  const parts = Object.entries(actions)
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${number(count)} to ${actionWords[action as PlanAction].word}`);
  return `Plan: ${parts.join(', ')} (${number(unchanged)} unchanged).`;
}

function reachLine({ changes, refresh }: Plan): string[] {
  if (refresh === 'none') return ['People were not counted (--refresh none).'];
  const campaigns = changes.filter(({ audience, address }) => audience && address.startsWith('campaign.'));
  if (campaigns.length === 0) return [];
  const messages = campaigns.reduce((sum, { volume }) => sum + (volume?.messages ?? 0), 0);
  return [`One run of each changed campaign: ${plural(messages, 'message')}.`];
}

function policyLines({ policy }: Plan, chalk: ChalkInstance): string[] {
  const { denied, warned, passed, results } = policy;
  if (results.length === 0) return passed > 0 ? [`Policy: ${number(passed)} passed.`] : [];
  const rows = results.map(({ level, rule, address, message, file, line, fix }) => {
    const word =
      level === 'deny' ? chalk.red('✗ deny') : level === 'warn' ? chalk.yellow('! warn') : chalk.cyan('i info');
    return `  ${word} ${rule}: ${address} ${clean(message)} (${file}:${line})\n         ${chalk.dim(clean(fix))}`;
  });
  return [`Policy: ${number(denied)} denied, ${number(warned)} warned, ${number(passed)} passed.`, ...rows];
}
