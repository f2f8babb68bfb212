import type { Comparison, WithheldReason } from '../model/report.ts';
import { sayAmount } from './say-amount.ts';

type Judged = Pick<Comparison, 'arm' | 'kind' | 'difference' | 'verdict' | 'withheld_because' | 'metric'>;

/** The verdict as a marketer would say it, with what is uncertain. */
export function verdictSentence(
  { arm, kind, difference, verdict, withheld_because: reason, metric }: Judged,
  currency: string | undefined,
): string {
  const who = arm === 'all' ? 'The campaign' : arm === 'default' ? 'The message' : `Variant ${arm}`;
  const size = kind === 'rate' ? points(difference) : amount(difference, currency);
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
      return `No verdict on ${who === 'The campaign' || who === 'The message' ? who.toLowerCase() : who.replace('Variant', 'variant')}: ${because[reason ?? 'too_few']}.`;
  }
}

const because: Readonly<Record<WithheldReason, string>> = {
  unequal_groups: 'the groups are not as large as they were drawn, so something is broken',
  contaminated: 'people of the holdout were messaged',
  window_open: 'people still have time to act',
  too_few: 'there are too few events',
};

const points = ({ value, low, high }: Comparison['difference']): string =>
  `${signed(value)}%p (${limit(low)} to ${limit(high)})`;
const signed = (share: number): string => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)}`;
const limit = (share: number | null): string =>
  share === null ? 'no limit' : (share * 100).toFixed(1).replace('-', '−');

function amount({ value, low, high }: Comparison['difference'], currency: string | undefined): string {
  const say = (one: number | null): string => (one === null ? 'no limit' : sayAmount(one, currency));
  return `${value >= 0 ? '+' : ''}${say(value)} a person (${say(low)} to ${say(high)})`;
}
