import type { Sample, SegmentLine } from '../../app/segments.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function segmentsText(segments: readonly SegmentLine[]): string {
  if (segments.length === 0) return 'There are no segments. A file in segments/ is one.';
  const counted = segments.some(({ count }) => count !== undefined);
  return table(
    [
      { title: 'segment' },
      ...(counted ? [{ title: 'people', align: 'right' as const }] : []),
      { title: 'stage' },
      { title: 'title' },
    ],
    segments.map(({ id, title, stage, count }) => [id, ...(counted ? [number(count ?? 0)] : []), stage ?? '-', title]),
  );
}

export function sampleText({ segment, columns, people }: Sample): string {
  if (people.length === 0) return `Nobody is in ${segment}.`;
  return table(
    columns.map((title) => ({ title })),
    people.map((person) =>
      columns.map((column) => (person[column] === null || person[column] === undefined ? '-' : String(person[column]))),
    ),
  );
}
