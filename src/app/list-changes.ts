import { type AppliedSegment, listConditions, listKey, type PersonLists } from '../model/person-list.ts';
import type { PlanListChange } from '../model/plan.ts';

interface Compared {
  readonly before: AppliedSegment | undefined;
  readonly after: AppliedSegment | undefined;
  /** As they were applied, as far as they are known. */
  readonly old: PersonLists;
  readonly now: PersonLists;
}

/** How the lists of a segment change: how many ids, and how many of them are new and gone where the old ones are known. */
export function listChanges({ before, after, old, now }: Compared): PlanListChange[] {
  const asked = [before, after].flatMap((segment) => (segment ? listConditions(segment.where) : []));
  const lists = new Map(asked.map((list) => [listKey(list), list]));
  return [...lists].flatMap(([key, { list: file, column }]) => {
    const [was, is] = [before?.lists?.[key], after?.lists?.[key]];
    if (was?.sha256 === is?.sha256) return [];
    const [then, today] = [was ? old.get(key)?.ids : [], is ? now.get(key)?.ids : []];
    return [
      {
        file,
        column: column ?? null,
        before: was?.ids ?? null,
        after: is?.ids ?? null,
        added: then && today ? missingFrom(today, then) : null,
        removed: then && today ? missingFrom(then, today) : null,
      },
    ];
  });
}

function missingFrom(some: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return some.filter((id) => !known.has(id)).length;
}
