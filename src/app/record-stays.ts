import { digest } from '../base/digest.ts';
import { listKey } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { RecordLedger } from '../model/record-ledger.ts';
import { recordedSegment } from '../model/recorded-conditions.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { SegmentFile } from '../model/workspace.ts';
import type { AppliedLists } from './applied-lists.ts';
import { segmentMeaning } from './segment-meaning.ts';
import { listsOf } from './stale-lists.ts';

export interface RecordStays {
  readonly store: Store;
  readonly ledger: RecordLedger;
  readonly program: Program;
  readonly segments: ReadonlyMap<string, SegmentFile>;
  /** Lists that are not here as they were applied: who is in a segment that needs them is not known. */
  readonly unknown: AppliedLists['unknown'];
  /** The program's now. */
  readonly at: Date;
}

/**
 * Writes down who is in the segments whose history is asked about by `entered` or `member_for`. When a segment is recorded for the first time,
 * or as another query than before, nobody has come: whoever is found was there, as far as anybody knows.
 */
export async function recordStays(request: RecordStays): Promise<void> {
  for (const id of askedAbout(request.segments)) {
    const segment = request.segments.get(id);
    const unsure = listsOf([id], request.segments).some((list) => request.unknown.has(listKey(list)));
    if (segment && !unsure) await recordSegment(request, id, segment);
  }
}

function askedAbout(segments: ReadonlyMap<string, SegmentFile>): Set<string> {
  const ids = new Set<string>();
  for (const { where } of segments.values())
    for (const { condition } of walkCondition(where, [])) {
      const recorded = recordedSegment(condition);
      if (recorded) ids.add(recorded.segment);
    }
  return ids;
}

async function recordSegment(request: RecordStays, id: string, segment: SegmentFile): Promise<void> {
  const { store, ledger, program } = request;
  const at = request.at.toISOString();
  const last = await ledger.recording(id);
  // What was written down later is not undone by an earlier clock.
  if (last && last.at >= at) return;
  const now = digest(segmentMeaning(id, { segments: request.segments }));
  const found = last?.digest !== now;
  const people = program.segment(segment);
  let count = 0;
  for (let after: string | undefined; ; ) {
    const page = await store.all(program.membership(people, { after, limit: slice }));
    const ids = page.map((row) => String(row.id));
    const until = ids.at(-1);
    if (until === undefined) break;
    const members = page.flatMap((row) => (Number(row.member) === 1 ? [String(row.id)] : []));
    await ledger.recordStays({ segment: id, at, found, people: ids, members });
    count += new Set(members).size;
    if (page.length < slice) break;
    after = until;
  }
  await forget(request, id);
  await ledger.endRecording({ segment: id, digest: now, at, people: count });
}

const slice = 5000;

/** People who are not in the store any more have left. */
async function forget({ store, ledger, program, at }: RecordStays, segment: string): Promise<void> {
  for (let after: string | undefined; ; ) {
    const people = await ledger.openStays({ segment, after, limit: 1000 });
    const last = people.at(-1);
    if (last === undefined) return;
    const reading = program.facts({
      medium: 'in_app',
      topic: undefined,
      attributes: [],
      people: program.everyone,
      page: { ids: people },
    });
    const here = new Set((await store.all(reading)).map((row) => reading.read(row).id));
    const members = people.filter((id) => here.has(id));
    if (members.length < people.length)
      await ledger.recordStays({ segment, at: at.toISOString(), found: false, people, members });
    after = last;
  }
}
