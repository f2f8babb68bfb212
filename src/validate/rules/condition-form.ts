import type { Diagnostic } from '../../base/diagnostic.ts';
import { parseMoment } from '../../base/moment.ts';
import { operators, type PropertyTest } from '../../model/condition.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { Rule } from '../rules.ts';
import { walkCondition } from '../walk-condition.ts';

/** What the schema of a condition cannot say: one operator a test, one measure an event, moments that can be read. */
export const conditionForm: Rule = ({ segments, config }) => {
  const findings: Diagnostic[] = [];
  for (const { value, source: file } of segments.values()) {
    for (const { condition, pointer } of walkCondition(value.where, ['where'])) {
      if ('attribute' in condition) findings.push(...test(file, pointer, condition));
      if (!('event' in condition)) continue;
      for (const [i, property] of (condition.where ?? []).entries()) findings.push(...test(file, [...pointer, 'where', i], property));
      if (condition.never && condition.count) findings.push(several(file, pointer, 'count and never', 'An event has one measure.'));
      if (condition.within && (condition.since ?? condition.until)) findings.push(several(file, pointer, 'within and since/until', 'An event has one window.'));
      for (const key of ['since', 'until'] as const) findings.push(...moment(file, [...pointer, key], condition[key]));
    }
  }
  for (const [name, metric] of Object.entries(config.value.metrics ?? {})) {
    for (const [i, property] of (metric.where ?? []).entries()) findings.push(...test(config.source, ['metrics', name, 'where', i], property));
  }
  return findings;
};

function test(file: SourceFile, pointer: Pointer, value: object): Diagnostic[] {
  const present = operators.filter((operator) => operator in value);
  if (present.length === 0) {
    return [
      {
        code: `${file.noun.toUpperCase()}.NO_OPERATOR`,
        severity: 'error',
        summary: 'the test has no operator',
        place: file.place(pointer),
        why: 'A name alone asks nothing.',
        next: ['Add one, for example `exists: true` or `is: ..`.'],
      },
    ];
  }
  if (present.length > 1) return [several(file, pointer, present.join(' and '), 'A test has one operator; write two tests under `all`.')];
  const single = value as PropertyTest;
  return [
    ...moment(file, [...pointer, 'before'], single.before),
    ...moment(file, [...pointer, 'after'], single.after),
    ...(['between', 'not_between'] as const).flatMap((key) => backwards(file, [...pointer, key], single[key])),
  ];
}

function moment(file: SourceFile, pointer: Pointer, text: string | undefined): Diagnostic[] {
  if (text === undefined || parseMoment(text)) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.NO_SUCH_TIME`,
      severity: 'error',
      summary: `\`${text}\` is no point in time`,
      place: file.place(pointer),
      why: 'It is an instant (2026-11-01T00:00:00Z), a date (2026-11-01) or a relative time (-7d, +2d).',
      next: ['Write it in one of these forms.'],
    },
  ];
}

function backwards(file: SourceFile, pointer: Pointer, pair: readonly (string | number)[] | undefined): Diagnostic[] {
  const [low, high] = pair ?? [];
  if (low === undefined || high === undefined || low <= high || typeof low !== typeof high) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.EMPTY_RANGE`,
      severity: 'warning',
      summary: `nothing is between ${low} and ${high}`,
      place: file.place(pointer, 'key'),
      why: 'The first number is the lower end.',
      next: ['Swap them.'],
    },
  ];
}

const several = (file: SourceFile, pointer: Pointer, what: string, why: string): Diagnostic => ({
  code: `${file.noun.toUpperCase()}.SEVERAL_MEASURES`,
  severity: 'error',
  summary: `${what} stand in one test`,
  place: file.place(pointer),
  why,
  next: ['Keep one of them here.'],
});
