import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { type BrokenGuard, brokenGuards } from '../model/broken-guards.ts';
import { levelOf } from '../model/policy.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import { existingRun } from './existing-run.ts';
import { readOne } from './read-one.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import { audienceSegments } from './stale-lists.ts';

/**
 * The guards of segments that do not hold for the people of now, for every run whose audience is still to be decided. They are
 * errors where the workspace denies them, unless the campaign is confirmed.
 */
export async function brokenPopulations(
  desk: SendDesk,
  due: readonly DueRun[],
  confirmed: readonly string[],
): Promise<Diagnostic[]> {
  const { context, ledger, store, applied } = desk;
  const level = levelOf('segment.population', applied.config.policies);
  const runs = level === 'off' ? [] : await undecided(desk, due);
  const ids = [...new Set(runs.flatMap(({ guarded }) => guarded))];
  if (ids.length === 0) return [];
  const segments = ids.flatMap((id) => applied.segments.get(id) ?? []);
  const program = desk.program(context.asOf);
  const groups = [program.everyone, ...segments.map((segment) => program.segment(segment))];
  const [everyone = 0, ...counts] = await readOne(store, program.count(groups));
  const recorded = await ledger.populations();
  const broken = new Map(
    ids.map((id, i) => {
      const guard = applied.segments.get(id)?.population ?? {};
      const before = recorded.get(`segment.${id}`);
      return [id, brokenGuards({ guard, people: counts[i] ?? 0, everyone, before })];
    }),
  );
  return runs.flatMap(({ campaign, guarded }) => {
    const refused = level === 'deny' && !confirmed.includes(campaign);
    const severity = refused ? 'error' : level === 'info' ? 'info' : 'warning';
    return guarded.flatMap((id) => (broken.get(id) ?? []).map((one) => finding(one, { campaign, id, severity })));
  });
}

/** Runs whose people are not written down yet, each with the segments with guards that it uses. */
async function undecided(
  desk: SendDesk,
  due: readonly DueRun[],
): Promise<{ campaign: string; guarded: readonly string[] }[]> {
  const { segments } = desk.applied;
  const runs: { campaign: string; guarded: readonly string[] }[] = [];
  for (const run of due) {
    const existing = await existingRun(desk, run);
    if (existing && !existing.opensAgain) continue;
    const used = reachedSegments(audienceSegments(run.campaign.value), segments);
    const guarded = [...used].filter((id) => segments.get(id)?.population);
    runs.push({ campaign: run.campaign.id, guarded });
  }
  return runs;
}

interface About {
  readonly campaign: string;
  readonly id: string;
  readonly severity: Severity;
}

const finding = ({ message, fix }: BrokenGuard, { campaign, id, severity }: About): Diagnostic => ({
  code: 'SEND.POPULATION',
  severity,
  summary: `segment.${id}, which ${campaign} uses, ${message}`,
  why: 'The segment says how many people it may have (`population`), and contact cannot be taken back.',
  next: [fix, ...(severity === 'error' ? [`Or send it all the same: crm send ${campaign} --confirm ${campaign}`] : [])],
});
