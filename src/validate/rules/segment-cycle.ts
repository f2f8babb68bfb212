import type { Diagnostic } from '../../base/diagnostic.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import type { Rule } from '../rule.ts';

/** A segment that leads back to itself has no people: every such circle is named once. */
export const segmentCycle: Rule = ({ segments }) => {
  const findings: Diagnostic[] = [];
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id);
    if (start >= 0) {
      findings.push(cycle([...path.slice(start), id]));
      return;
    }
    const segment = segments.get(id);
    if (!segment || done.has(id)) return;
    for (const { condition } of walkCondition(segment.value.where, ['where'])) {
      if ('segment' in condition) visit(condition.segment, [...path, id]);
    }
    done.add(id);
  };
  const cycle = (ids: readonly string[]): Diagnostic => {
    const file = segments.get(ids.at(-2) ?? '')?.source;
    const back =
      file &&
      [...walkCondition((segments.get(ids.at(-2) ?? '')?.value ?? { where: { all: [] } }).where, ['where'])].find(
        ({ condition }) => 'segment' in condition && condition.segment === ids.at(-1),
      );
    return {
      code: 'SEGMENT.CYCLE',
      severity: 'error',
      summary: `segments refer to each other in a circle: ${ids.join(' -> ')}`,
      ...(file && back ? { place: file.place([...back.pointer, 'segment']) } : {}),
      why: 'None of them could ever be answered.',
      next: ['Remove one of these references.'],
    };
  };
  for (const id of segments.keys()) visit(id, []);
  return findings;
};
