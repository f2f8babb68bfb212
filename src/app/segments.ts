import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { Row } from '../model/query.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Definition, Medium, SegmentFile, StoreMapping, Workspace } from '../model/workspace.ts';
import { checkStore } from './check-store.ts';
import { compileForStore } from './compile-for-store.ts';
import { using } from './connect.ts';
import { connectSegments } from './connect-segments.ts';
import type { AppContext } from './context.ts';
import { maskPeople } from './mask-people.ts';
import { requireWorkspace } from './open-workspace.ts';
import { readOne } from './read-one.ts';
import { unknownFoundIds } from './unknown-found-ids.ts';
import { unknownIds } from './unknown-ids.ts';

export interface SegmentLine {
  readonly id: string;
  readonly title: string;
  readonly stage: string | null;
  readonly count?: number;
  /** How many of them each medium can reach. */
  readonly reachable?: Readonly<Partial<Record<Medium, number>>>;
}

export interface SegmentDesk {
  readonly workspace: Workspace;
  /** The segments that were asked for. */
  readonly asked: readonly Definition<SegmentFile>[];
  readonly lists: PersonLists;
  readonly mapping: StoreMapping;
  readonly store: Store;
  readonly program: Program;
}

/** Segments of the files, asked of the store. What does not fit it elsewhere in the workspace is no reason not to answer. */
export const withStore = <T>(
  context: AppContext,
  ids: readonly string[],
  work: (desk: SegmentDesk) => Promise<T>,
): Promise<T> => withStoreFor(context, { ids, others: [] }, work);

interface AskedFor {
  readonly ids: readonly string[];
  /** Segments that are not in the files, and will be asked about too: they may need the ledger where those of the files do not. */
  readonly others: readonly SegmentFile[];
}

export async function withStoreFor<T>(
  context: AppContext,
  { ids, others }: AskedFor,
  work: (desk: SegmentDesk) => Promise<T>,
): Promise<T> {
  const { workspace, lists } = await requireWorkspace(context.root);
  const asked = selectSegments(workspace, ids);
  return using([connectSegments(context, workspace, others)], async (store) => {
    const files = new Set([workspace.config.source.path, ...withReferences(workspace, asked)]);
    const findings = (await checkStore(workspace, store)).filter(
      ({ severity, place }) => severity === 'error' && (!place || files.has(place.file)),
    );
    if (findings.length > 0) throw new CrmError('invalid', findings);
    const { store: mapping, timezone } = workspace.config.value;
    const segments = new Map([...workspace.segments].map(([id, { value }]) => [id, value]));
    const program = (
      await compileForStore(store, { store: mapping, timezone, segments, campaigns: workspace.campaigns, lists })
    )(context.asOf);
    return work({ workspace, asked, lists, mapping, store, program });
  });
}

/** The files of these segments and of all that they refer to. */
function withReferences({ segments }: Workspace, asked: readonly Definition<SegmentFile>[]): Set<string> {
  const files = new Set<string>();
  const waiting = [...asked];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (files.has(one.source.path)) continue;
    files.add(one.source.path);
    for (const { condition } of walkCondition(one.value.where, []))
      if ('segment' in condition) waiting.push(...[segments.get(condition.segment) ?? []].flat());
  }
  return files;
}

export function selectSegments({ segments }: Workspace, ids: readonly string[]): Definition<SegmentFile>[] {
  if (ids.length === 0) return [...segments.values()];
  return ids.map((name) => {
    const id = name.replace(/^segment\./, '');
    const segment = segments.get(id);
    if (segment) return segment;
    const near = suggest(id, segments.keys());
    throw new CrmError('usage', {
      code: 'SEGMENT.UNKNOWN',
      severity: 'error',
      summary: `there is no segment \`${id}\``,
      why: 'Segments are the files in segments/.',
      next: ['See what is there: crm segment list'],
      ...(near.length > 0 ? { suggestions: near } : {}),
    });
  });
}

async function count({ asked, store, program }: SegmentDesk): Promise<number[]> {
  if (asked.length === 0) return [];
  return readOne(store, program.count(asked.map(({ value }) => program.segment(value))));
}

const line = ({ id, value }: Definition<SegmentFile>): SegmentLine => ({
  id,
  title: value.title,
  stage: value.stage ?? null,
});

export async function listSegments(context: AppContext, { counts }: { counts: boolean }): Promise<SegmentLine[]> {
  if (!counts) {
    const { workspace } = await requireWorkspace(context.root);
    return [...workspace.segments.values()].map(line);
  }
  return withStore(context, [], async (desk) => {
    const counts = await count(desk);
    return desk.asked.map((segment, i) => ({ ...line(segment), count: counts[i] ?? 0 }));
  });
}

export interface CountedSegments {
  readonly segments: readonly SegmentLine[];
  /** What is to be said of the ids that lists and queries of these segments hold. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Head counts as of the command's instant, and how many of them each mapped address can reach; all in one pass over the people. */
export async function countSegments(context: AppContext, ids: readonly string[]): Promise<CountedSegments> {
  return withStore(context, ids, async (desk) => {
    const { asked, mapping, store, program } = desk;
    if (asked.length === 0) return { segments: [], diagnostics: [] };
    const media = Object.keys(mapping.people.addresses ?? {}) as Medium[];
    const groups = asked.map(({ value }) => program.segment(value));
    const counts = await readOne(store, program.reach(groups, media));
    return {
      segments: asked.map((segment, i) => ({ ...line(segment), ...(counts[i] ?? { count: 0, reachable: {} }) })),
      diagnostics: await idFindings(desk),
    };
  });
}

/** Lists and queries may be asked for by these segments themselves, or through others. */
async function idFindings({ workspace, asked, lists, store, program }: SegmentDesk): Promise<Diagnostic[]> {
  const all = workspace.segments;
  const values = new Map([...all].map(([id, { value }]) => [id, value]));
  const reached = reachedSegments(
    asked.map(({ id }) => id),
    values,
  );
  const segments = [...all.values()].filter(({ id }) => reached.has(id));
  return [
    ...(await unknownIds({ segments, lists, store, program })),
    ...(await unknownFoundIds({ segments, store, program })),
  ];
}

export interface Sample {
  readonly segment: string;
  readonly columns: readonly string[];
  readonly people: readonly Row[];
}

const pool = 2000;

/** Some people of a segment. What tells who they are is masked unless `reveal`, which only a terminal may ask for. */
export async function sampleSegment(
  context: AppContext,
  { id, limit, reveal }: { id: string; limit: number; reveal: boolean },
): Promise<Sample> {
  return withStore(context, [id], async ({ asked: [segment], mapping, store, program }) => {
    if (!segment) return { segment: id, columns: [], people: [] };
    // Masking asks what many people share, so it looks at more of them than it shows.
    const many = reveal ? limit : Math.max(limit, pool);
    const rows = await store.all(program.sample(program.segment(segment.value), many));
    const people = reveal ? rows : maskPeople(rows, limit, mapping.people);
    return { segment: id, columns: Object.keys(rows[0] ?? {}), people };
  });
}
