import type { Sample, SegmentLine } from '../../../app/segments.ts';
import type { Medium } from '../../../model/workspace.ts';
import { clean } from '../clean.ts';
import { number } from '../number.ts';
import { table } from '../table.ts';
import { tableWidth } from '../table-width.ts';

export function segmentsText(segments: readonly SegmentLine[]): string {
  if (segments.length === 0) return 'There are no segments. A file in segments/ is one.';
  const counted = segments.some(({ count }) => count !== undefined);
  const media = [...new Set(segments.flatMap(({ reachable = {} }) => Object.keys(reachable)))] as Medium[];
  return table(
    [
      { title: 'segment' },
      ...(counted ? [{ title: 'people', align: 'right' as const }] : []),
      ...media.map((medium) => ({ title: `by ${medium}`, align: 'right' as const })),
      { title: 'stage' },
      { title: 'title' },
    ],
    segments.map(({ id, title, stage, count, reachable = {} }) => [
      id,
      ...(counted ? [number(count ?? 0)] : []),
      ...media.map((medium) => number(reachable[medium] ?? 0)),
      stage ?? '-',
      title,
    ]),
  );
}

/** A table; where that is wider than the terminal, a block for each person with one line a value. */
export function sampleText({ segment, columns, people }: Sample, width: number): string {
  if (people.length === 0) return `Nobody is in ${segment}.`;
  const titles = columns.map((title) => ({ title }));
  const rows = people.map((person) =>
    columns.map((column) => (person[column] === null || person[column] === undefined ? '-' : String(person[column]))),
  );
  if (tableWidth(titles, rows) <= width) return table(titles, rows);
  return rows.map((row) => block(columns, row)).join('\n\n');
}

function block(columns: readonly string[], row: readonly string[]): string {
  const [first = '', ...others] = row;
  return table(
    [{ title: columns[0] ?? '' }, { title: clean(first) }],
    others.map((value, i) => [columns[i + 1] ?? '', value]),
  );
}
