import type { ErrorObject } from 'ajv';
import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { notInThisVersion } from './not-in-this-version.ts';
import { writtenForm } from './written-forms.ts';

interface Facts {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly next: readonly string[];
  readonly suggestions?: readonly string[];
  readonly pointer?: Pointer;
  readonly target?: 'key' | 'value';
}

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

export const toPointer = (path: string): Pointer =>
  path === ''
    ? []
    : path
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const nameOf = (pointer: Pointer): string => {
  const last = pointer.at(-1);
  if (last === undefined) return 'the file';
  return /^\d+$/.test(String(last))
    ? `item ${Number(last) + 1} of \`${String(pointer.at(-2) ?? 'the list')}\``
    : `\`${last}\``;
};

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
    why: `In this version it is always \`${show(params.allowedValue)}\`.`,
    next: [`Write \`${show(params.allowedValue)}\`.`],
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
  minProperties: (_, pointer) => range(pointer, 'is empty', 'It needs at least one entry.'),
  uniqueItems: (_, pointer) =>
    range(pointer, 'holds the same value twice', 'The second one changes nothing, or was meant to be another.'),
  oneOf: ({ params, data }, pointer) => noChoice(params.wanted, data, pointer),
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

function unknownKey(error: ErrorObject, pointer: Pointer, file: SourceFile): Facts {
  const key = String(error.params.additionalProperty);
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  const near = suggest(key, known);
  const later = near.length === 0 ? notInThisVersion(key) : undefined;
  return {
    code: later ? 'NOT_IN_THIS_VERSION' : 'UNKNOWN_KEY',
    summary: later
      ? `\`${key}\` is not part of this version of crm`
      : `unknown key \`${key}\`${pointer.length > 0 ? ` in ${nameOf(pointer)}` : ''}`,
    why: later ?? (known.length > 0 ? `Known here: ${known.join(', ')}.` : `A ${file.noun} has no such key.`),
    next: later ? ['Remove it: a key that would be ignored is refused instead.'] : ['Correct it or remove it.'],
    suggestions: near,
    pointer: [...pointer, key],
    target: 'key',
  };
}

const article: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map (key: value)',
  array: 'a list',
  null: 'nothing',
};
const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function wrongType({ params, data }: ErrorObject, pointer: Pointer): Facts {
  const wanted = [params.type as string | string[]].flat();
  if (wanted.includes('string') && isBraces(data)) {
    return {
      code: 'WRONG_TYPE',
      summary: `${nameOf(pointer)} must be text, and text that begins with {{ needs quotes`,
      why: 'YAML takes the braces for a map.',
      next: ['Put the whole text in quotes.'],
    };
  }
  const quote = wanted.includes('string') && (typeof data === 'number' || typeof data === 'boolean');
  return {
    code: 'WRONG_TYPE',
    summary: `${nameOf(pointer)} must be ${wanted.map((type) => article[type] ?? type).join(' or ')}, not ${article[kind(data)] ?? kind(data)}`,
    why: quote
      ? 'Without quotes YAML reads it as a number or a yes/no, and a leading zero is lost.'
      : data === null
        ? 'Nothing stands after the colon.'
        : `It is ${show(data)} here.`,
    next: [quote ? 'Put it in quotes.' : `Write ${wanted.map((type) => article[type] ?? type).join(' or ')}.`],
  };
}

/** What YAML makes of {{name}} without quotes: a map whose key is a map. */
const isBraces = (data: unknown): boolean =>
  kind(data) === 'object' && Object.keys(data as object).some((key) => key.startsWith('{'));

function noChoice(wanted: unknown, data: unknown, pointer: Pointer): Facts {
  const names = Array.isArray(wanted) ? wanted.map(String) : [];
  const keys = kind(data) === 'object' ? Object.keys(data as object) : [];
  const near = keys.find((key) => suggest(key, names).length > 0);
  const future = near === undefined ? keys.find((key) => notInThisVersion(key) !== undefined) : undefined;
  const key = near ?? future ?? keys[0];
  return {
    code: future === undefined ? 'NO_SUCH_KIND' : 'NOT_IN_THIS_VERSION',
    summary:
      future === undefined
        ? `${nameOf(pointer)} is none of the known kinds`
        : `\`${future}\` is not part of this version of crm`,
    why:
      (future && notInThisVersion(future)) ??
      `It needs one of: ${names.map((name) => article[name] ?? name).join(', ')}.`,
    next: [future === undefined ? 'Write one of them.' : 'Remove it: a key that would be ignored is refused instead.'],
    suggestions: near === undefined ? [] : suggest(near, names),
    ...(key === undefined ? {} : { pointer: [...pointer, key], target: 'key' as const }),
  };
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

/** A value from a file, short; data may hold anything, so control characters are taken out. */
function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const clean = text.replace(/\p{Cc}/gu, ' ').replace(/(:\/\/[^\s:/@]{0,200}:)[^\s@]{1,200}@/g, '$1***@');
  return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}
