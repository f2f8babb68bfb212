import type { Diagnostic } from '../../base/diagnostic.ts';
import { parseMoment, resolveMoment } from '../../base/moment.ts';
import { type EventCondition, operators, type PropertyTest } from '../../model/condition.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import type { Rule } from '../rule.ts';

/** What the schema of a condition cannot say: one operator a test, one measure an event, moments that can be read. */
export const conditionForm: Rule = ({ segments, config }) => {
  const ofSegments = [...segments.values()].flatMap(({ value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) => {
      if ('attribute' in condition) return test(source, pointer, condition);
      return 'event' in condition ? event(source, pointer, condition) : [];
    }),
  );
  const ofMetrics = Object.entries(config.value.metrics ?? {}).flatMap(([name, { where = [] }]) =>
    where.flatMap((property, i) => test(config.source, ['metrics', name, 'where', i], property)),
  );
  return [...ofSegments, ...ofMetrics];
};

function event(file: SourceFile, pointer: Pointer, condition: EventCondition): Diagnostic[] {
  const { where = [], never, count, within, since, until } = condition;
  return [
    ...where.flatMap((property, i) => test(file, [...pointer, 'where', i], property)),
    ...(never && count
      ? several(file, pointer, { keys: keysOf(condition, ['count', 'never']), why: 'An event has one measure.' })
      : []),
    ...(within && (since ?? until)
      ? several(file, pointer, { keys: keysOf(condition, windows), why: 'An event has one window.' })
      : []),
    ...moment(file, [...pointer, 'since'], since),
    ...moment(file, [...pointer, 'until'], until),
  ];
}

function test(file: SourceFile, pointer: Pointer, value: object): Diagnostic[] {
  const present = keysOf(value, operators);
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
  if (present.length > 1)
    return several(file, pointer, {
      keys: present,
      why: 'A test has one operator, so nobody has to guess whether both must hold.',
    });
  const single = value as PropertyTest;
  return [
    ...moment(file, [...pointer, 'before'], single.before),
    ...moment(file, [...pointer, 'after'], single.after),
    ...(['at_least', 'more_than', 'at_most', 'less_than'] as const).flatMap((key) =>
      likeMoment(file, [...pointer, key], single[key]),
    ),
    ...(['between', 'not_between'] as const).flatMap((key) =>
      (single[key] ?? []).flatMap((end, i) => likeMoment(file, [...pointer, key, i], end)),
    ),
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

/** Text that is written like a time would otherwise be compared letter by letter. */
const likeMoment = (file: SourceFile, pointer: Pointer, value: number | string | undefined): Diagnostic[] =>
  typeof value === 'string' && /^([+-]\d+[a-z]+|\d{4}-\d{2}-\d{2}([T ].*)?)$/i.test(value)
    ? moment(file, pointer, value)
    : [];

function backwards(file: SourceFile, pointer: Pointer, pair: readonly (string | number)[] | undefined): Diagnostic[] {
  const [low, high] = pair ?? [];
  if (low === undefined || high === undefined || !isAfter(low, high)) return [];
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

/** Any day will do: only moments of one kind are compared, and their order is the same every day. */
const someDay = new Date('2026-01-01T00:00:00Z');

function isAfter(low: string | number, high: string | number): boolean {
  if (typeof low === 'number' || typeof high === 'number') return typeof low === typeof high && low > high;
  const [from, to] = [parseMoment(low), parseMoment(high)];
  if (!from || !to) return !from && !to && low > high;
  const at = (moment: typeof from): Date => resolveMoment(moment, someDay, (date) => new Date(date));
  return from.kind === to.kind && at(from) > at(to);
}

const windows = ['within', 'since', 'until'] as const;

/** Those of these keys that are there, in the order of the file. */
const keysOf = (value: object, keys: readonly string[]): string[] =>
  Object.keys(value).filter((key) => keys.includes(key));

interface Several {
  readonly keys: readonly string[];
  readonly why: string;
}

const several = (
  file: SourceFile,
  pointer: Pointer,
  { keys: [first = '', second = ''], why }: Several,
): Diagnostic[] => [
  {
    code: `${file.noun.toUpperCase()}.SEVERAL_MEASURES`,
    severity: 'error',
    summary: `\`${second}\` stands beside \`${first}\``,
    place: file.place([...pointer, second], 'key'),
    why,
    next: ['Keep one of them, or write two conditions under `all`.'],
  },
];
