import { addDuration, type Duration } from '../base/duration.ts';
import type { ExperimentKey, MeasureLedger, OutcomeRow, Store } from '../model/ports.ts';
import type { Program, Window } from '../model/program.ts';
import type { Metric } from '../model/workspace.ts';

export interface PullOutcomes {
  readonly ledger: Pick<MeasureLedger, 'assignments' | 'recordOutcomes'>;
  readonly store: Store;
  readonly program: Program;
  readonly experiment: ExperimentKey;
  readonly metric: { readonly id: string; readonly definition: Metric };
  /** The window of each person, from the moment of assignment. */
  readonly within: Duration;
  /** Only people assigned after this; undefined is everybody. */
  readonly assignedAfter: string | undefined;
  readonly progress: (people: number) => void;
}

const pageSize = 2000;

/** Reads what everybody assigned did inside a window of their own, page by page, and replaces what was known. */
export async function pullOutcomes({
  ledger,
  store,
  program,
  experiment,
  metric,
  within,
  assignedAfter,
  progress,
}: PullOutcomes): Promise<void> {
  let after: string | undefined;
  let people = 0;
  for (;;) {
    const page = await ledger.assignments({ experiment, after, limit: pageSize, assignedAfter });
    const last = page.at(-1);
    if (!last) return;
    const windows = page.map(({ person, at }): Window => {
      const from = new Date(at);
      return { person, from: from.getTime() / 1000, until: addDuration(from, within).getTime() / 1000 };
    });
    const reading = program.outcomes(metric.definition, windows);
    const found = new Map<string, OutcomeRow>();
    if (reading) {
      for (const row of await store.all(reading)) {
        const { person, count, sum, first } = reading.read(row);
        found.set(person, { person, count, sum, first: new Date(first).toISOString() });
      }
    }
    const rows = page.map(({ person }) => found.get(person) ?? { person, count: 0, sum: 0, first: undefined });
    await ledger.recordOutcomes({ experiment, metric: metric.id, rows });
    people += page.length;
    progress(people);
    after = last.person;
  }
}
