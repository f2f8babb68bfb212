import { hasIdentifyingName } from './identifying-name.ts';
import { looksIdentifying, looksLikeName } from './identifying-value.ts';

/** Fewer people with a value could be picked out of it. */
const fewest = 5;
/** A column with more different values is no kind, grade or place. */
const kinds = 50;
/** Nearly everybody must have a value that others have. */
const nearlyAll = 0.9;
/** As large as a count is: no date, no number of anybody. */
const largestCount = 9999;

const yesOrNo = /^(?:0|1|true|false|y|n|yes|no|o|x|예|아니오|아니요|동의|미동의|거부)$/i;

export interface SampledColumn {
  readonly name: string;
  /** Of many people of the segment, without missing ones. */
  readonly values: readonly unknown[];
  /** An address of the mapping, or the id. */
  readonly contact: boolean;
}

/** Which values of a column may be shown: yes and no, counts, and what many people of the segment share. */
export function shownValues({ name, values, contact }: SampledColumn): (value: unknown) => boolean {
  const texts = values.map(String);
  if (contact) return () => false;
  if (texts.every((text) => yesOrNo.test(text))) return () => true;
  if (hasIdentifyingName(name) || texts.some(looksIdentifying)) return () => false;
  const shared = sharedTexts(texts);
  return (value) => isCount(value) || shared.has(String(value));
}

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= largestCount;

/** None where most values are of one or two people, or where they look like names. */
function sharedTexts(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count >= fewest);
  const covered = shared.reduce((sum, [, count]) => sum + count, 0);
  const names = [...counts.keys()].filter(looksLikeName).length;
  const isKind = counts.size <= kinds && covered >= texts.length * nearlyAll && names * 2 < counts.size;
  return new Set(isKind ? shared.map(([text]) => text) : []);
}
