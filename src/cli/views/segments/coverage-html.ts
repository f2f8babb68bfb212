import { sayMoment } from '../../../base/say-moment.ts';
import type { Coverage, PartitionProof } from '../../../model/overlap.ts';
import { number, percent, plural } from '../number.ts';
import { type Html, html } from '../report/html/html.ts';
import { blindWords } from './blind-words.ts';
import { bars, heatPage, heatTable, panel } from './heat-page.ts';
import { noneCondition, setCondition, setWords } from './set-words.ts';

/** Whom the live campaigns reach, and each stage's share of each segment as a heat map. */
export function coverageHtml(coverage: Coverage, asOf: Date): string {
  const { segments, matrix, blind_spots, reached, everyone, live_campaigns: live } = coverage;
  const stages = [...new Set(matrix.map(({ stage }) => stage))];
  const cells = new Map(matrix.map((one) => [`${one.stage} ${one.segment}`, one]));
  const share = (people: number, of: number): number => (of === 0 ? 0 : people / of);
  const rows = segments.map(({ id, title, count }) => ({
    id,
    title,
    cells: [
      { text: number(count) },
      ...stages.map((stage) => {
        const { people = 0, campaigns = 0 } = cells.get(`${stage} ${id}`) ?? {};
        return { text: people === 0 ? '–' : `${number(people)} (${campaigns})`, heat: share(people, count) };
      }),
    ],
  }));
  const bar = (words: string, people: number, tone: 'good' | 'warn') => ({
    words,
    text: `${number(people)} · ${percent(share(people, everyone))}`,
    share: share(people, everyone),
    tone,
  });
  return heatPage({
    title: 'Whom our campaigns reach',
    lead: `${plural(everyone, 'person', 'people')}, ${plural(live, 'live campaign')}`,
    asOf: sayMoment(asOf, coverage.timezone),
    panels: [
      panel(
        'Reach',
        'Everybody once. Those whom no live campaign can reach, by why.',
        bars([
          bar('reached by a live campaign', reached, 'good'),
          ...blind_spots.map(({ reason, people }) => bar(blindWords[reason], people, 'warn')),
        ]),
      ),
      ...coverage.partitions.map(partition),
      panel(
        'Stages and segments',
        'People of each segment in the audience of each stage’s live campaigns, and how many campaigns: the darker, the more of the segment.',
        heatTable(['segment', 'people', ...stages], rows),
      ),
    ],
  });
}

function partition({ name, segments, overlaps, missing }: PartitionProof): Html {
  const twice = overlaps.map(
    ({ in: ids, count }) =>
      html`<p class="alarm">${plural(count, 'person is', 'people are')} in ${setWords(ids)}: <code>${setCondition(ids)}</code></p>`,
  );
  const none = html`<p class="alarm">${plural(missing, 'person is', 'people are')} in none: <code>${noneCondition(segments)}</code></p>`;
  const fine = html`<p class="fine">✓ Everybody is in exactly one of them.</p>`;
  return panel(
    `Partition ${name}`,
    segments.join(', '),
    html`${overlaps.length === 0 && missing === 0 ? fine : undefined}${twice}${missing > 0 ? none : undefined}`,
  );
}
