import type { HeadCount, PopulationGuard } from '../model/broken-guards.ts';
import type { PlanChange, PlanPopulation } from '../model/plan.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import type { PlanDesk } from './plan-desk.ts';
import { readOne } from './read-one.ts';
import { audienceSegments } from './stale-lists.ts';

export interface PlannedPopulation {
  readonly address: string;
  readonly file: string;
  readonly guard: PopulationGuard;
  readonly people: number | undefined;
  readonly before: HeadCount | undefined;
}

export interface Populations {
  /** Everybody in the store; undefined when it was not asked. */
  readonly everyone: number | undefined;
  readonly guarded: readonly PlannedPopulation[];
}

/** Counts everybody, and every segment with guards that changes or that a live campaign uses, in one query. */
export async function planPopulations(desk: PlanDesk, changes: readonly PlanChange[]): Promise<Populations> {
  const { store, after, ledger } = desk;
  const segments = guardedSegments(desk, changes);
  const counts = store
    ? await readOne(store, after.count([after.everyone, ...segments.map(({ value }) => after.segment(value))]))
    : [];
  const recorded = await ledger.populations();
  return {
    everyone: counts[0],
    guarded: segments.map(({ id, value, source }, i) => {
      const address = `segment.${id}`;
      const change = changes.find((one) => one.address === address);
      return {
        address,
        file: source.path,
        guard: value.population ?? {},
        people: counts[i + 1],
        before: headCountBefore(desk, change, recorded.get(address)),
      };
    }),
  };
}

function guardedSegments({ workspace }: PlanDesk, changes: readonly PlanChange[]) {
  const all = new Map([...workspace.segments].map(([id, { value }]) => [id, value]));
  const live = [...workspace.campaigns.values()].filter(({ value }) => (value.status ?? 'active') === 'active');
  const used = reachedSegments(
    live.flatMap(({ value }) => audienceSegments(value)),
    all,
  );
  const changed = new Set(changes.map(({ address }) => address));
  return [...workspace.segments.values()].filter(
    ({ id, value }) => value.population && (used.has(id) || changed.has(`segment.${id}`)),
  );
}

/** As it was counted at the last apply; where it was not, the applied definition asked of today's store. */
function headCountBefore(
  { context }: PlanDesk,
  change: PlanChange | undefined,
  recorded: HeadCount | undefined,
): HeadCount | undefined {
  if (change?.action === 'create') return undefined;
  const before = change?.audience?.before ?? undefined;
  return recorded ?? (before === undefined ? undefined : { people: before, at: context.asOf.toISOString() });
}

export const toPlan = ({ guarded }: Populations): PlanPopulation[] =>
  guarded.map(({ address, people = null, before = null }) => ({ address, people, before }));
