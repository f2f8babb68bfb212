import type { ErrorObject } from 'ajv';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { type Facts, nameOf, show } from './facts.ts';
import { notInThisVersion } from './not-in-this-version.ts';
import { ourPhrase, ourWord } from './other-words.ts';

/** A key that the schema does not have: a typing mistake, a word of another tool, or something that is not built yet. */
export function unknownKey(error: ErrorObject, pointer: Pointer, file: SourceFile): Facts {
  const key = String(error.params.additionalProperty);
  const { properties = {}, required = [] } = (error.parentSchema ?? {}) as { properties?: object; required?: string[] };
  const known = Object.keys(properties);
  const at = { pointer: [...pointer, key], target: 'key' as const };
  const first = required.find((name) => conditions.has(name) && Object.hasOwn(error.data as object, name));
  if (first !== undefined && conditions.has(key) && file.noun === 'segment') return { ...besides(key, first), ...at };
  const ours = ourWord(key, known);
  const phrase = ourPhrase(key, known) ?? measure(key, known, error.data);
  const near = ours === undefined ? (phrase === undefined ? suggest(key, known) : []) : [ours];
  const later = near.length === 0 && phrase === undefined ? notInThisVersion(key) : undefined;
  return {
    code: later ? 'NOT_IN_THIS_VERSION' : 'UNKNOWN_KEY',
    summary: later
      ? `\`${key}\` is not part of this version of crm`
      : `unknown key \`${key}\`${pointer.length > 0 ? ` in ${nameOf(pointer)}` : ''}`,
    why: later ?? (known.length > 0 ? `Known here: ${known.join(', ')}.` : `A ${file.noun} has no such key.`),
    next: later
      ? ['Remove it: a key that would be ignored is refused instead.']
      : [phrase ?? (ours === undefined ? 'Correct it or remove it.' : `Write \`${ours}: ..\`.`)],
    suggestions: near,
    ...at,
  };
}

/** Keys that say what kind of condition a mapping is. */
const conditions = new Set([
  'all',
  'any',
  'none',
  'not',
  'attribute',
  'event',
  'segment',
  'sequence',
  'reachable',
  'consent',
  'sample',
  'top',
  'related',
  'near',
  'local_time',
  'sql',
]);

const besides = (key: string, first: string): Facts => ({
  code: 'UNKNOWN_KEY',
  summary: `\`${key}\` stands beside \`${first}\`: they are two conditions`,
  why: 'A mapping is one condition, so nobody has to guess whether both must hold or one.',
  next: [
    ['all', 'any', 'none'].includes(first)
      ? `Make it an item of a list: \`- ${key}: ..\` under \`all:\` (both hold) or \`any:\` (one is enough).`
      : `Make two items of a list: \`- ${first}: ..\` and \`- ${key}: ..\` under \`all:\` (both hold) or \`any:\` (one is enough).`,
  ],
});

/** An operator right beside an event is a measure that lacks its name. */
function measure(key: string, known: readonly string[], data: unknown): string | undefined {
  const operators = ['is', 'at_least', 'more_than', 'at_most', 'less_than'];
  const operator = operators.includes(key) ? key : ourWord(key, operators);
  if (!known.includes('count') || !known.includes('event') || operator === undefined) return undefined;
  return `Write \`count: { ${operator}: ${show((data as Record<string, unknown>)[key])} }\`.`;
}
