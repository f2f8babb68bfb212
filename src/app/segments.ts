import { CrmError } from '../base/crm-error.ts';
import { suggest } from '../base/suggest.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { Row } from '../model/query.ts';
import type { Definition, SegmentFile, Workspace } from '../model/workspace.ts';
import { checkStore } from './check-store.ts';
import { connectStore, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspace } from './open-workspace.ts';

export interface SegmentLine {
  readonly id: string;
  readonly title: string;
  readonly stage: string | null;
  readonly count?: number;
}

interface Desk {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly program: Program;
}

/** Segments of the files, asked of the store. */
async function withStore<T>(context: AppContext, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { workspace } = await requireWorkspace(context.root);
  return using([connectStore(context, workspace.config)], async (store) => {
    const findings = await checkStore(workspace, store);
    if (findings.length > 0) throw new CrmError('invalid', findings);
    const { store: mapping, timezone } = workspace.config.value;
    const segments = new Map([...workspace.segments].map(([id, { value }]) => [id, value]));
    const tables = await store.tables();
    const program = compile({ store: mapping, tables, timezone, segments, now: context.asOf });
    return work({ workspace, store, program });
  });
}

function select({ segments }: Workspace, ids: readonly string[]): Definition<SegmentFile>[] {
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

async function count({ store, program }: Desk, segments: readonly Definition<SegmentFile>[]): Promise<number[]> {
  if (segments.length === 0) return [];
  const reading = program.count(segments.map(({ value }) => program.segment(value)));
  const [row] = await store.all(reading);
  return reading.read(row ?? {});
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
  return countSegments(context, []);
}

/** Head counts as of the command's instant, all in one pass over the people. */
export async function countSegments(context: AppContext, ids: readonly string[]): Promise<SegmentLine[]> {
  return withStore(context, async (desk) => {
    const segments = select(desk.workspace, ids);
    const counts = await count(desk, segments);
    return segments.map((segment, i) => ({ ...line(segment), count: counts[i] ?? 0 }));
  });
}

export interface Sample {
  readonly segment: string;
  readonly columns: readonly string[];
  readonly people: readonly Row[];
}

/** Some people of a segment. Values are masked unless `reveal`, which only a terminal may ask for. */
export async function sampleSegment(
  context: AppContext,
  { id, limit, reveal }: { id: string; limit: number; reveal: boolean },
): Promise<Sample> {
  return withStore(context, async ({ workspace, store, program }) => {
    const [segment] = select(workspace, [id]);
    const rows = segment ? await store.all(program.sample(program.segment(segment.value), limit)) : [];
    const people = reveal
      ? rows
      : rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, maskValue(value)])));
    return { segment: id, columns: Object.keys(rows[0] ?? {}), people };
  });
}

/** Shows the kind and size of a value, never the value: enough to see whether a column is filled. */
function maskValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return '#';
  const length = [...String(value)].length;
  return '*'.repeat(Math.min(8, length));
}
