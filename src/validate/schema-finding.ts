import type { ErrorObject } from 'ajv';
import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { type Facts, nameOf, show } from './facts.ts';
import { noSuchKind } from './no-such-kind.ts';
import { notInThisVersion } from './not-in-this-version.ts';
import { toPointer } from './to-pointer.ts';
import { unknownKey } from './unknown-key.ts';
import { writtenForm } from './written-forms.ts';
import { wrongType } from './wrong-type.ts';

/** What a schema says about a place, in words for the person who wrote the file. */
export function schemaFinding(file: SourceFile, error: ErrorObject): Diagnostic {
  const pointer = toPointer(error.instancePath);
  const facts = describe(file, error, pointer);
  return {
    code: `${file.noun.toUpperCase()}.${facts.code}`,
    severity: 'error',
    summary: facts.summary,
    place: file.place(facts.pointer ?? pointer, facts.target ?? 'value'),
    why: facts.why,
    next: facts.next,
    ...(facts.suggestions && facts.suggestions.length > 0 ? { suggestions: facts.suggestions } : {}),
  };
}

const describers: Readonly<Record<string, (error: ErrorObject, pointer: Pointer, file: SourceFile) => Facts>> = {
  additionalProperties: unknownKey,
  required: ({ params, parentSchema }, pointer) => ({
    code: 'MISSING_KEY',
    summary: `${nameOf(pointer)} needs the key \`${params.missingProperty}\``,
    why: descriptionOf(parentSchema, String(params.missingProperty)) ?? 'It has no sensible default.',
    next: [`Add \`${params.missingProperty}: ..\` here.`],
    target: 'key',
  }),
  type: (error, pointer) => wrongType(error, pointer),
  enum: ({ params, data }, pointer) => {
    const allowed = (params.allowedValues as unknown[]).map(String);
    return {
      code: 'WRONG_VALUE',
      summary: `${nameOf(pointer)} cannot be \`${show(data)}\``,
      why: `It is one of ${allowed.join(', ')}.`,
      next: ['Write one of them.'],
      suggestions: typeof data === 'string' ? suggest(data, allowed) : [],
    };
  },
  const: ({ params, data }, pointer) => ({
    code: 'WRONG_VALUE',
    summary: `${nameOf(pointer)} cannot be \`${show(data)}\``,
    why: `It is \`${show(params.allowedValue)}\`, or it is left out.`,
    next: [`Write \`${show(params.allowedValue)}\`, or remove it.`],
    suggestions: [show(params.allowedValue)],
  }),
  pattern: ({ data, params }, pointer) => {
    const { why, next, suggestions } = writtenForm(params.pattern, typeof data === 'string' ? data : '');
    return {
      code: 'WRONG_FORM',
      summary: `${nameOf(pointer)} has the wrong form: \`${show(data)}\``,
      why,
      next: [next],
      suggestions,
    };
  },
  propertyNames: ({ params, schema }, pointer) => {
    const key = String(params.propertyName);
    const { why, next, suggestions } = writtenForm((schema as { pattern?: string }).pattern, key);
    return {
      code: 'WRONG_FORM',
      summary: `the key \`${show(key)}\` has the wrong form`,
      why,
      next: [next],
      suggestions,
      pointer: [...pointer, key],
      target: 'key',
    };
  },
  minItems: ({ params }, pointer) =>
    range(
      pointer,
      `needs at least ${params.limit} item${params.limit === 1 ? '' : 's'}`,
      params.limit === 1 ? 'An empty list says nothing.' : 'With fewer it has no meaning.',
    ),
  maxItems: ({ params }, pointer) =>
    range(
      pointer,
      `has more than ${params.limit} item${params.limit === 1 ? '' : 's'}`,
      notInThisVersion(String(pointer.at(-1))),
    ),
  minLength: (_, pointer) => range(pointer, 'is empty', 'It cannot be left blank.'),
  maxLength: ({ params }, pointer) => range(pointer, `is longer than ${params.limit} letters`),
  minimum: ({ params, data }, pointer) => range(pointer, `is ${show(data)}; it must be ${params.limit} or more`),
  maximum: ({ params, data }, pointer) => range(pointer, `is ${show(data)}; it must be ${params.limit} or less`),
  exclusiveMinimum: ({ params, data }, pointer) =>
    range(pointer, `is ${show(data)}; it must be more than ${params.limit}`),
  minProperties: ({ params }, pointer) =>
    params.limit === 1
      ? range(pointer, 'is empty', 'It needs at least one entry.')
      : { ...range(pointer, 'does not say how much', 'A name alone asks nothing.'), next: ['Add `at_least: ..`.'] },
  maxProperties: ({ data }, pointer) => ({
    ...range(pointer, `has ${Object.keys(data as object).length} tests`, 'It has one, so nobody has to guess.'),
    next: ['Keep one of them.'],
  }),
  uniqueItems: (_, pointer) =>
    range(pointer, 'holds the same value twice', 'The second one changes nothing, or was meant to be another.'),
  oneOf: ({ params, data }, pointer) => noSuchKind(params.wanted, data, pointer),
};

function describe(file: SourceFile, error: ErrorObject, pointer: Pointer): Facts {
  return (
    describers[error.keyword]?.(error, pointer, file) ?? {
      code: 'WRONG_VALUE',
      summary: `${nameOf(pointer)} ${error.message ?? 'is not allowed'}`,
      why: 'The schema of this file does not allow it.',
      next: ['See crm schema.'],
    }
  );
}

const range = (pointer: Pointer, what: string, why?: string): Facts => ({
  code: 'OUT_OF_RANGE',
  summary: `${nameOf(pointer)} ${what}`,
  why: why ?? 'No other value makes sense here.',
  next: ['Correct it.'],
});

function descriptionOf(schema: unknown, key: string): string | undefined {
  return (schema as { properties?: Record<string, { description?: string } | undefined> } | undefined)?.properties?.[
    key
  ]?.description;
}
