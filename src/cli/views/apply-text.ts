import { Chalk } from 'chalk';
import type { ApplyResult, PlanAction } from '../../model/plan.ts';
import { actionWords } from './action-words.ts';
import { number, plural } from './number.ts';
import { sameWorld } from './same-world.ts';

export function applyText(
  { applied, fingerprint, applied_by, applied_at }: ApplyResult,
  { color, ...world }: { color: boolean; environment: string | undefined; asOf: Date | undefined },
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (applied.length === 0) return 'Nothing to apply: the environment is as the plan says.';
  const lines = applied.map(({ address, action, revision }) => {
    const { symbol, word, paint } = actionWords[action as PlanAction];
    return `  ${chalk[paint](`${symbol} ${word.padEnd(8)}`)} ${address} ${chalk.dim(`revision ${revision}`)}`;
  });
  const shown = lines.length > 40 ? [...lines.slice(0, 40), `  .. and ${number(lines.length - 40)} more`] : lines;
  return [
    ...shown,
    '',
    `${chalk.green('Applied')} ${plural(applied.length, 'change')} (${fingerprint.slice(7, 15)}) by ${applied_by} at ${applied_at.slice(0, 19)}Z. Nothing was sent. Next: crm send --dry-run${sameWorld(world)}`,
  ].join('\n');
}
