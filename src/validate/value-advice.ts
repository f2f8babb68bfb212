import type { Facts } from './facts.ts';
import { isLengthOfTime, writtenForm } from './written-forms.ts';

type Advice = Pick<Facts, 'why' | 'next' | 'suggestions'>;

interface Mistaken {
  readonly key: string;
  readonly data: unknown;
  /** The kinds of value that the schema accepts here. */
  readonly wanted: readonly string[];
}

const isMap = (data: unknown): data is Record<string, unknown> =>
  data !== null && typeof data === 'object' && !Array.isArray(data);
const isPlain = (data: unknown): data is string | number | boolean =>
  typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean';

const write = (text: string, why: string): Advice => ({ why, next: [`Write \`${text}\`.`], suggestions: [text] });

/** For a value of the wrong kind: what was probably meant, where that can be told. */
export function valueAdvice(mistaken: Mistaken): Advice | undefined {
  const { key, data, wanted } = mistaken;
  if (wanted.includes('boolean') && wanted.length === 1) return truth(data);
  if (key === 'count' && /^\d+$/.test(String(data)))
    return {
      ...write(`{ at_least: ${data} }`, 'A number alone does not say whether more would count too.'),
      next: [`Write \`{ at_least: ${data} }\`, or \`{ is: ${data} }\` for exactly so many.`],
    };
  if (wanted.every((kind) => kind === 'number' || kind === 'integer')) return percent(key, data);
  if (wanted.includes('array')) return listed(key, data);
  if (key === 'is' || key === 'is_not') return oneValue(key, data);
  return undefined;
}

/** Keys whose numbers are percent already; elsewhere 0.25 is 25%. */
const inPercent = ['holdout', 'percent', 'weight'];

function percent(key: string, data: unknown): Advice | undefined {
  const amount = /^(\d{1,9}(?:\.\d{1,9})?) ?%$/.exec(String(data))?.[1];
  if (amount === undefined) return undefined;
  return inPercent.includes(key)
    ? write(amount, 'The number is in percent already.')
    : write(String(Number((Number(amount) / 100).toPrecision(12))), 'A share is a number: 0.25 is 25%.');
}

function truth(data: unknown): Advice | undefined {
  const word = String(data).toLowerCase();
  if (['yes', 'on', 'y', 'true', '1'].includes(word))
    return write('true', 'YAML 1.2 takes only true and false for that.');
  return ['no', 'off', 'n', 'false', '0'].includes(word)
    ? write('false', 'YAML 1.2 takes only true and false for that.')
    : undefined;
}

function listed(key: string, data: unknown): Advice | undefined {
  if (isPlain(data)) return write(`[${data}]`, 'A list of one is a list too.');
  if (!isMap(data)) return undefined;
  const ends = [data.from ?? data.min, data.to ?? data.max];
  if (/between$/.test(key) && ends.every(isPlain))
    return write(`[${ends.join(', ')}]`, 'It is the lower and the upper end.');
  return { why: 'A list of one is a list too.', next: ['Write `- ` before it, on a line of its own.'] };
}

function oneValue(key: 'is' | 'is_not', data: unknown): Advice | undefined {
  const many = key === 'is' ? 'in' : 'not_in';
  if (Array.isArray(data) && data.every(isPlain))
    return {
      why: `\`${key}\` compares with one value.`,
      next: [`Write \`${many}: [${data.slice(0, 5).join(', ')}${data.length > 5 ? ', ..' : ''}]\`.`],
      suggestions: [many],
    };
  return data === null
    ? write(`exists: ${key === 'is_not'}`, 'A missing value equals nothing, not even another missing one.')
    : undefined;
}

/** A number where a length of time belongs: its unit is missing. */
export function missingUnit(data: unknown, pattern: unknown): Advice | undefined {
  if (typeof data !== 'number' || !isLengthOfTime(pattern)) return undefined;
  const { why, next, suggestions } = writtenForm(pattern, String(data));
  return { why, next: [next], suggestions };
}
