import type { MeasureLedger, Store } from '../../model/ports.ts';
import type { Program } from '../../model/program.ts';
import type { WorkspaceFile } from '../../model/workspace.ts';

export interface PullReceipts {
  readonly ledger: Pick<MeasureLedger, 'firstContact' | 'recordReceipts'>;
  readonly store: Store;
  readonly program: Program;
  readonly engagement: NonNullable<WorkspaceFile['engagement']>;
  readonly until: Date;
}

const batch = 5000;

/** Reads the app's own events about our messages. A receipt is kept once, with its first time; other keys are left alone. */
export async function pullReceipts({
  ledger,
  store,
  program,
  engagement,
  until,
}: PullReceipts): Promise<Record<string, number>> {
  const first = await ledger.firstContact();
  const counts: Record<string, number> = {};
  for (const [kind, { event, delivery }] of Object.entries(engagement)) {
    counts[kind] = 0;
    if (first === undefined) continue;
    const reading = program.engagement({
      event,
      property: delivery.slice('props.'.length),
      from: new Date(first),
      until,
    });
    if (!reading) continue;
    let rows: { key: string; at: string }[] = [];
    const flush = async (): Promise<void> => {
      counts[kind] = (counts[kind] ?? 0) + (await ledger.recordReceipts({ kind, rows }));
      rows = [];
    };
    for await (const row of store.stream(reading)) {
      const { key, at } = reading.read(row);
      rows.push({ key, at: new Date(at).toISOString() });
      if (rows.length >= batch) await flush();
    }
    await flush();
  }
  return counts;
}
