import { sayMoment } from '../../../base/say-moment.ts';
import type { Overlap } from '../../../model/overlap.ts';
import { number, percent, plural } from '../number.ts';
import { bars, heatPage, heatTable, panel } from './heat-page.ts';
import { setWords } from './set-words.ts';

const mostSets = 25;

/** Which segments are the same people under two names, as a heat map. */
export function overlapHtml({ segments, sets, pairs, everyone, timezone }: Overlap, asOf: Date): string {
  const shares = new Map(
    pairs.flatMap(
      ({ a, b, ...pair }) =>
        [
          [`${a} ${b}`, pair],
          [`${b} ${a}`, pair],
        ] as const,
    ),
  );
  const rows = segments.map(({ id, count }, i) => ({
    id: `${i + 1} ${id}`,
    title: '',
    cells: [
      { text: number(count) },
      ...segments.map((other) => {
        if (other.id === id) return { text: '' };
        const { jaccard = 0, count: both = 0 } = shares.get(`${id} ${other.id}`) ?? {};
        return { text: both === 0 ? '–' : short(jaccard), heat: jaccard };
      }),
    ],
  }));
  const share = (count: number): number => (everyone === 0 ? 0 : count / everyone);
  return heatPage({
    title: 'Which segments share people',
    lead: `${plural(segments.length, 'segment')}, ${plural(everyone, 'person', 'people')}`,
    asOf: sayMoment(asOf, timezone),
    panels: [
      panel(
        'Pairs',
        'Of the people in either of two segments, the share who are in both (Jaccard): the darker, the more.',
        heatTable(['segment', 'people', ...segments.map((_, i) => String(i + 1))], rows),
      ),
      panel(
        'People by the segments that they are in',
        `Everybody is in exactly one of these sets.${sets.length > mostSets ? ` The largest ${mostSets} of ${number(sets.length)}.` : ''}`,
        bars(
          sets.slice(0, mostSets).map(({ in: ids, count }) => ({
            words: setWords(ids),
            text: `${number(count)} · ${percent(share(count))}`,
            share: share(count),
            tone: 'arm-0',
          })),
        ),
      ),
    ],
  });
}

/** Many columns have room for whole percents only. */
const short = (share: number): string => (share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`);
