import type { Diagnostic } from '../base/diagnostic.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Definition, SegmentFile } from '../model/workspace.ts';
import { readOne } from './read-one.ts';

interface Asked {
  readonly segments: Iterable<Definition<SegmentFile>>;
  readonly store: Store;
  readonly program: Program;
}

/** How many ids the queries of segments (`sql:`) find that nobody in the store has: told as a number, since ids may be personal data. */
export async function unknownFoundIds({ segments, store, program }: Asked): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = [];
  for (const { value, source } of segments)
    for (const { condition, pointer } of walkCondition(value.where, ['where'])) {
      if (!('sql' in condition)) continue;
      const found = await readOne(store, program.found(condition));
      const [known = 0] = await readOne(
        store,
        program.count([program.segment({ title: value.title, where: condition })]),
      );
      const unknown = found - known;
      // A store may have a person in several rows.
      if (unknown <= 0) continue;
      findings.push({
        code: 'SEGMENT.UNKNOWN_IDS',
        severity: known === 0 ? 'warning' : 'info',
        summary: `${unknown.toLocaleString('en')} of the ${found.toLocaleString('en')} ids that the query finds are nobody's`,
        place: source.place([...pointer, 'sql']),
        why: 'Nobody in the store has these ids; they are ignored. Ids are compared letter by letter: zeros in front and capitals count.',
        next: [
          known === 0
            ? 'Look whether another column holds the ids of people.'
            : 'Nothing has to be done when these people have left.',
        ],
      });
    }
  return findings;
}
