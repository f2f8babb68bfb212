import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import { eventMentions, type Mention, walkMentions } from '../../model/walk-mentions.ts';
import type { Rule } from '../rule.ts';

const exact = ['is', 'is_not', 'in', 'not_in', 'has_any', 'has_all', 'has_none'] as const;
/** Long lists come from exports, where the first values show what the others are like. */
const looked = 100;

/** What YAML makes of a value that is compared exactly, where it is probably not what was meant: 010, 5.10, yes. */
export const literalValues: Rule = ({ segments, config }) => [
  ...[...segments.values()].flatMap(({ value, source }) => tested(source, walkMentions(value.where, ['where']))),
  ...Object.entries(config.value.metrics ?? {}).flatMap(([name, metric]) =>
    tested(config.source, eventMentions(metric, ['metrics', name])),
  ),
];

const tested = (file: SourceFile, mentions: Iterable<Mention>): Diagnostic[] =>
  [...mentions].flatMap(({ pointer, test: one }) => (one ? test(file, pointer.slice(0, -1), one) : []));

function test(file: SourceFile, pointer: Pointer, condition: object): Diagnostic[] {
  return exact.flatMap((key) => {
    const value: unknown = (condition as Partial<Record<string, unknown>>)[key];
    return Array.isArray(value)
      ? value.slice(0, looked).flatMap((one: unknown, i) => literal(file, [...pointer, key, i], one))
      : literal(file, [...pointer, key], value);
  });
}

function literal(file: SourceFile, pointer: Pointer, value: unknown): Diagnostic[] {
  if (typeof value !== 'number' && !(typeof value === 'string' && /^(?:yes|no|on|off|y|n)$/i.test(value))) return [];
  const place = file.place(pointer);
  const spelling = (place.source ?? '').slice(place.column - 1, (place.endColumn ?? 0) - 1);
  if (spelling === '' || (typeof value === 'number' && spelling === String(value)) || /^["'|>*&!]/.test(spelling))
    return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.LITERAL_VALUE`,
      severity: 'warning',
      summary:
        typeof value === 'number'
          ? `\`${spelling}\` is the number ${value} here`
          : `\`${spelling}\` is text here, not true or false`,
      place,
      why: 'That is how YAML 1.2 reads it without quotes.',
      next:
        typeof value === 'number'
          ? [`Write "${spelling}" when it is text (a code, a version, a phone number), else ${value}.`]
          : [`Write ${/^(?:y|yes|on)$/i.test(value) ? 'true' : 'false'}, or "${spelling}" when it is text.`],
    },
  ];
}
