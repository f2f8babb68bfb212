import type { Overlap } from '../model/overlap.ts';
import { overlapOf } from '../report/overlap/index.ts';
import type { AppContext } from './context.ts';
import { jointSets } from './joint-sets.ts';
import { withStore } from './segments.ts';

/** Who is in which of some (or all) segments together. */
export async function segmentOverlap(context: AppContext, ids: readonly string[]): Promise<Overlap> {
  return withStore(context, [...new Set(ids)], async ({ workspace, asked, store, program }) => {
    const segments = asked.map(({ id, value }) => ({ id, title: value.title }));
    const groups = asked.map(({ value }) => program.segment(value));
    const { timezone } = workspace.config.value;
    return overlapOf({ segments, rows: await jointSets({ store, program, groups }), timezone });
  });
}
