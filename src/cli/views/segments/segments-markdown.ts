import type { SegmentLine } from '../../../app/segments.ts';
import type { Coverage, Overlap } from '../../../model/overlap.ts';
import type { Medium } from '../../../model/workspace.ts';
import { number, percent, plural } from '../number.ts';
import { markdownTable, markdownText } from '../report/markdown-text.ts';
import { blindWords } from './blind-words.ts';
import { noneCondition, setCondition, setWords } from './set-words.ts';

const mostRows = 30;

export function segmentsMarkdown(segments: readonly SegmentLine[]): string {
  const counted = segments.some(({ count }) => count !== undefined);
  const media = [...new Set(segments.flatMap(({ reachable = {} }) => Object.keys(reachable)))] as Medium[];
  const head = ['segment', ...(counted ? ['people'] : []), ...media.map((medium) => `by ${medium}`), 'stage', 'title'];
  const rows = segments.map(({ id, title, stage, count = 0, reachable = {} }) => [
    `\`${id}\``,
    ...(counted ? [number(count)] : []),
    ...media.map((medium) => number(reachable[medium] ?? 0)),
    stage ?? '-',
    markdownText(title),
  ]);
  return markdownTable(head, rows, counted ? [1, ...media.map((_, i) => i + 2)] : []);
}

export function overlapMarkdown({ segments, sets, pairs, everyone }: Overlap): string {
  const setRows = sets
    .slice(0, mostRows)
    .map(({ in: ids, count }) => [setWords(ids), number(count), share(count, everyone)]);
  const pairRows = [...pairs]
    .sort((x, y) => y.jaccard - x.jaccard)
    .filter(({ count }) => count > 0)
    .slice(0, mostRows)
    .map(({ a, b, count, jaccard }) => [a, b, number(count), percent(jaccard)]);
  const cut = (all: number): string => (all > mostRows ? `\n\n.. and ${number(all - mostRows)} more.` : '');
  return [
    `**${plural(segments.length, 'segment')}, ${plural(everyone, 'person', 'people')}**`,
    markdownTable(['in', 'people', 'share'], setRows, [1, 2]) + cut(sets.length),
    pairRows.length === 0
      ? 'No two of them share anybody.'
      : markdownTable(['a', 'b', 'in both', 'of either'], pairRows, [2, 3]) +
        cut(pairs.filter(({ count }) => count > 0).length),
  ].join('\n\n');
}

export function coverageMarkdown(coverage: Coverage): string {
  const { segments, matrix, partitions, blind_spots, reached, everyone, live_campaigns } = coverage;
  const reach = [
    ['reached by a live campaign', reached] as const,
    ...blind_spots.map(({ reason, people }) => [blindWords[reason], people] as const),
  ];
  const stages = [...new Set(matrix.map(({ stage }) => stage))];
  const cells = new Map(matrix.map((one) => [`${one.stage} ${one.segment}`, one]));
  const rows = segments.map(({ id, count }) => [
    `\`${id}\``,
    number(count),
    ...stages.map((stage) => {
      const { people = 0, campaigns = 0 } = cells.get(`${stage} ${id}`) ?? {};
      return people === 0 ? '-' : `${number(people)} (${campaigns})`;
    }),
  ]);
  const proofs = partitions.map(({ name, segments: members, overlaps, missing }) => {
    const twice = overlaps.map(
      ({ in: ids, count }) => `  - ${number(count)} in ${setWords(ids)}: \`${setCondition(ids)}\``,
    );
    const none = missing > 0 ? [`  - ${number(missing)} in none: \`${noneCondition(members)}\``] : [];
    const proven = overlaps.length === 0 && missing === 0;
    return [
      `- ${proven ? '✓' : '✗'} ${name} (${members.join(', ')}): ${proven ? 'everybody is in exactly one' : 'not a partition'}`,
      ...twice,
      ...none,
    ].join('\n');
  });
  return [
    `**${plural(everyone, 'person', 'people')}, ${plural(live_campaigns, 'live campaign')}**`,
    markdownTable(
      ['', 'people', 'share'],
      reach.map(([words, people]) => [words, number(people), share(people, everyone)]),
      [1, 2],
    ),
    ...(proofs.length > 0 ? [proofs.join('\n')] : []),
    'People of each segment in the audience of each stage’s campaigns (how many campaigns):',
    markdownTable(['segment', 'people', ...stages], rows, [1, ...stages.map((_, i) => i + 2)]),
  ].join('\n\n');
}

const share = (people: number, everyone: number): string => percent(everyone === 0 ? 0 : people / everyone);
