import type { ErrorObject } from 'ajv';
import type { Pointer } from '../model/source.ts';
import { article, type Facts, kind, nameOf, show } from './facts.ts';
import { missingUnit, valueAdvice } from './value-advice.ts';

/** A value of the wrong kind. */
export function wrongType({ params, data, parentSchema }: ErrorObject, pointer: Pointer): Facts {
  const wanted = [params.type as string | string[]].flat();
  if (wanted.includes('string') && isBraces(data)) {
    return {
      code: 'WRONG_TYPE',
      summary: `${nameOf(pointer)} must be text, and text that begins with {{ needs quotes`,
      why: 'YAML takes the braces for a map.',
      next: ['Put the whole text in quotes.'],
    };
  }
  const { pattern } = (parentSchema ?? {}) as { pattern?: unknown };
  const unit = missingUnit(data, pattern);
  if (unit) return { code: 'WRONG_FORM', summary: `${nameOf(pointer)} has no unit: \`${show(data)}\``, ...unit };
  const advice = valueAdvice({ key: String(pointer.at(-1) ?? ''), data, wanted });
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
    ...advice,
  };
}

/** What YAML makes of {{name}} without quotes: a map whose key is a map. */
const isBraces = (data: unknown): boolean =>
  kind(data) === 'object' && Object.keys(data as object).some((key) => key.startsWith('{'));
