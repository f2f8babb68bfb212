import type { Comparison, WithheldReason } from '../model/report.ts';
import { whatIsPossible } from '../model/what-is-possible.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { sayAmount } from './say-amount.ts';

type Judged = Pick<
  Comparison,
  'arm' | 'kind' | 'difference' | 'verdict' | 'withheld_because' | 'metric' | 'needed' | 'n' | 'n0'
>;

interface Against {
  readonly goal: CampaignFile['goal'];
  readonly currency: string | undefined;
}

/** The verdict as a marketer would say it, with what is uncertain. */
export function verdictSentence(judged: Judged, { goal, currency }: Against): string {
  const { arm, kind, difference, verdict, withheld_because: reason, metric } = judged;
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
      return `${who} cannot be judged: the window is closed, and ${size} ${possible[whatIsPossible(difference, goal)]}.${tooSmall(judged)}`;
    case 'withheld':
      return `No verdict on ${who === 'The campaign' || who === 'The message' ? who.toLowerCase() : who.replace('Variant', 'variant')}: ${because[reason ?? 'too_few']}.${tooSmall(judged)}`;
  }
}

const because: Readonly<Record<WithheldReason, string>> = {
  unequal_groups: 'the groups are not as large as they were drawn, so something is broken',
  contaminated: 'people of the holdout were messaged',
  window_open: 'people still have time to act',
  too_few: 'the window is closed, and there are too few events',
};

const possible = {
  goal: 'is compatible with no effect and with the goal',
  harm: 'is compatible with no effect and with harm, and not with the goal',
  chance: 'can be chance, since several arms were compared',
} as const;

/** Nobody has to wait: how many people it takes. Only where a closed window left too few. */
function tooSmall({ needed, n, n0 }: Judged): string {
  if (!needed) return '';
  const [arm, holdout, had, without] = [needed.n, needed.n0, n, n0].map((count) => count.toLocaleString('en'));
  return ` To see what the goal asks for takes about ${arm} people with the message and ${holdout} held out; here it was ${had} and ${without}.`;
}

const points = ({ value, low, high }: Comparison['difference']): string =>
  `${signed(value)}%p (${limit(low)} to ${limit(high)})`;
const signed = (share: number): string => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)}`;
const limit = (share: number | null): string =>
  share === null ? 'no limit' : (share * 100).toFixed(1).replace('-', '−');

function amount({ value, low, high }: Comparison['difference'], currency: string | undefined): string {
  const say = (one: number | null): string => (one === null ? 'no limit' : sayAmount(one, currency));
  return `${value >= 0 ? '+' : ''}${say(value)} a person (${say(low)} to ${say(high)})`;
}
