import type { FunnelRow, MetricSums } from '../model/ports.ts';
import type { FunnelCell, FunnelStep } from '../model/report.ts';
import { wilson } from '../stats/index.ts';
import { toInterval } from './to-interval.ts';

const receipts = ['delivered', 'shown', 'clicked'] as const;

/** How many people of each arm came how far, as shares of those assigned. The holdout has only its beginning and its end. */
export function funnelOf(rows: readonly FunnelRow[], sums: readonly MetricSums[], confidence: number): FunnelCell[] {
  const reported = receipts.filter((kind) => rows.some((row) => (row.receipts[kind] ?? 0) > 0));
  return rows.flatMap((row) => {
    const converted = sums.find(({ arm }) => arm === row.arm)?.converted ?? 0;
    const steps: [FunnelStep, number][] = [['assigned', row.assigned]];
    if (row.arm !== 'holdout')
      steps.push(['sent', row.sent], ...reported.map((kind): [FunnelStep, number] => [kind, row.receipts[kind] ?? 0]));
    steps.push(['converted', converted]);
    return steps.map(([step, count]) => ({
      arm: row.arm,
      step,
      count,
      rate: toInterval(wilson(Math.min(count, row.assigned), Math.max(1, row.assigned), confidence)),
    }));
  });
}
