import type { RunReport } from '../../app/send-report.ts';

const keys = [
  'audience',
  'sent',
  'failed',
  'unknown',
  'held_out',
  'expired',
  'cancelled',
  'queued',
  'sent_now',
] as const;

/** All runs of one command together. */
export function sendTotal(runs: readonly RunReport[]): Record<string, unknown> {
  const skipped: Record<string, number> = {};
  for (const run of runs)
    for (const [reason, count] of Object.entries(run.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  return { ...Object.fromEntries(keys.map((key) => [key, runs.reduce((sum, run) => sum + run[key], 0)])), skipped };
}
