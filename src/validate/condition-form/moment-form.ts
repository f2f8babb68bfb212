import type { Diagnostic } from '../../base/diagnostic.ts';
import { parseMoment } from '../../base/moment.ts';
import type { At } from './finding.ts';

/** A point in time that can be read. */
export function momentForm({ file, pointer }: At, text: string | undefined): Diagnostic[] {
  if (text === undefined || parseMoment(text)) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.NO_SUCH_TIME`,
      severity: 'error',
      summary: `\`${text}\` is no point in time`,
      place: file.place(pointer),
      why: 'It is an instant (2026-11-01T00:00:00Z), a date (2026-11-01) or a relative time (-7d, +2d).',
      next: ['Write it in one of these forms.'],
    },
  ];
}

/** Text that is written like a time would otherwise be compared letter by letter. */
export const likeMoment = (at: At, value: number | string | undefined): Diagnostic[] =>
  typeof value === 'string' && /^([+-]\d+[a-z]+|\d{4}-\d{2}-\d{2}([T ].*)?)$/i.test(value) ? momentForm(at, value) : [];

/** The times of `first`, `last` and `granted`. */
export const timeForm = (
  { file, pointer }: At,
  test: { readonly before?: string; readonly after?: string } | undefined,
): Diagnostic[] => [
  ...momentForm({ file, pointer: [...pointer, 'before'] }, test?.before),
  ...momentForm({ file, pointer: [...pointer, 'after'] }, test?.after),
];
