import type { Diagnostic } from '../../base/diagnostic.ts';
import { operators, type ValueTest } from '../../model/condition.ts';
import { type At, keysOf, several } from './finding.ts';
import { likeMoment, momentForm } from './moment-form.ts';
import { numberForm } from './number-form.ts';
import { rangeForm } from './range-form.ts';
import { textForm } from './text-form.ts';
import { versionForm } from './version-form.ts';

/** One test on one value: one operator, with an operand that can be read. */
export function testForm(at: At, test: ValueTest): Diagnostic[] {
  const present = keysOf(test, operators);
  if (present.length === 0) return [noOperator(at)];
  if (present.length > 1)
    return several(at, {
      keys: present,
      why: 'A test has one operator, so nobody has to guess whether both must hold.',
    });
  const of = (...keys: (string | number)[]): At => ({ ...at, pointer: [...at.pointer, ...keys] });
  return [
    ...momentForm(of('before'), test.before),
    ...momentForm(of('after'), test.after),
    ...(['at_least', 'more_than', 'at_most', 'less_than'] as const).flatMap((key) => likeMoment(of(key), test[key])),
    ...(['between', 'not_between'] as const).flatMap((key) => [
      ...(test[key] ?? []).flatMap((end, i) => likeMoment(of(key, i), end)),
      ...rangeForm(of(key), test[key]),
    ]),
    ...numberForm(of('length'), test.length, { whole: true }),
    ...textForm(at, test),
    ...versionForm(at, test),
  ];
}

const noOperator = ({ file, pointer }: At): Diagnostic => ({
  code: `${file.noun.toUpperCase()}.NO_OPERATOR`,
  severity: 'error',
  summary: 'the test has no operator',
  place: file.place(pointer),
  why: 'A name alone asks nothing.',
  next: ['Add one, for example `exists: true` or `is: ..`.'],
});
