import type { Comparison } from '../model/report.ts';
import type { Withheld } from './withheld.ts';

type Judged = Pick<Comparison, 'arm' | 'kind' | 'difference' | 'verdict' | 'metric'>;

/** The verdict as a marketer would say it, with what is uncertain. */
export function verdictSentence(
  { arm, kind, difference, verdict, metric }: Judged,
  { withheld, enough }: { withheld: Withheld; enough: boolean },
): string {
  const who = arm === 'all' ? 'The campaign' : arm === 'default' ? 'The message' : `Variant ${arm}`;
  const size = kind === 'rate' ? points(difference) : amount(difference);
  switch (verdict) {
    case 'positive':
      return `${who} worked: ${metric} is ${difference.value > 0 ? 'higher' : 'lower'} than without it, by ${size}.`;
    case 'negative':
      return `${who} did harm: ${metric} is ${difference.value > 0 ? 'higher' : 'lower'} than without it, by ${size}.`;
    case 'no worthwhile effect':
      return `${who} made no difference worth having: ${size}, and less than the goal asks for either way.`;
    case 'inconclusive':
      return `${who} cannot be judged yet: ${size} is compatible with no effect and with the goal.`;
    case 'withheld':
      return `No verdict on ${who === 'The campaign' || who === 'The message' ? who.toLowerCase() : who.replace('Variant', 'variant')}: ${because(withheld, enough)}.`;
  }
}

function because({ mismatch, contaminated, open }: Withheld, enough: boolean): string {
  if (mismatch) return 'the groups are not as large as they were drawn, so something is broken';
  if (contaminated) return 'people of the holdout were messaged';
  if (open) return 'people still have time to act';
  return enough ? 'the data do not allow it' : 'there are too few events';
}

const points = ({ value, low, high }: Comparison['difference']): string =>
  `${signed(value)} %p (${limit(low)} to ${limit(high)})`;
const signed = (share: number): string => `${share >= 0 ? '+' : '-'}${Math.abs(share * 100).toFixed(1)}`;
const limit = (share: number | null): string => (share === null ? 'no limit' : (share * 100).toFixed(1));
const amount = ({ value, low, high }: Comparison['difference']): string =>
  `${value >= 0 ? '+' : ''}${value.toFixed(2)} a person (${low?.toFixed(2) ?? 'no limit'} to ${high?.toFixed(2) ?? 'no limit'})`;
