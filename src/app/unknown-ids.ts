import type { Diagnostic } from '../base/diagnostic.ts';
import { listKey, type PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Definition, SegmentFile } from '../model/workspace.ts';
import { readOne } from './read-one.ts';

interface Asked {
  readonly segments: Iterable<Definition<SegmentFile>>;
  readonly lists: PersonLists;
  readonly store: Store;
  readonly program: Program;
}

/** How many ids of the lists nobody in the store has: told as a number, since ids may be personal data. */
export async function unknownIds({ segments, lists, store, program }: Asked): Promise<Diagnostic[]> {
  const findings = new Map<string, Diagnostic>();
  for (const { value, source } of segments) {
    for (const { condition, pointer } of walkCondition(value.where, ['where'])) {
      const list = 'list' in condition ? lists.get(listKey(condition)) : undefined;
      if (!('list' in condition) || !list || list.ids.length === 0 || findings.has(listKey(condition))) continue;
      const found = program.segment({ title: value.title, where: condition });
      const [known = 0] = await readOne(store, program.count([found]));
      // A store may have a person in several rows.
      const unknown = Math.max(0, list.ids.length - known);
      if (unknown === 0) continue;
      findings.set(listKey(condition), {
        code: 'LIST.UNKNOWN_IDS',
        severity: 'warning',
        summary: `${list.file}: ${unknown.toLocaleString('en')} of ${list.ids.length.toLocaleString('en')} ids are nobody's`,
        place: source.place([...pointer, 'list']),
        why: 'Nobody in the store has these ids; they are ignored. Ids are compared letter by letter: zeros in front and capitals count.',
        next: [
          unknown === list.ids.length
            ? 'Look whether another column holds the ids: `column: user_id`.'
            : 'Make the list again, unless these people have left.',
        ],
      });
    }
  }
  return [...findings.values()];
}
