import type { Rule } from '../rule.ts';

/** Ids are file names; they become parts of addresses, keys and links. */
export const idForm: Rule = ({ segments, campaigns, templates, personas }) =>
  [segments, campaigns, templates, personas].flatMap((definitions) =>
    [...definitions.values()]
      .filter(({ id }) => !/^[a-z0-9][a-z0-9_-]{0,79}$/.test(id))
      .map(({ id, source }) => ({
        code: `${source.noun.toUpperCase()}.BAD_ID`,
        severity: 'error' as const,
        summary: `\`${id}\` cannot be an id`,
        place: { file: source.path, line: 1, column: 1 },
        why: 'The id is the file name: small letters, digits, - and _, at most 80.',
        next: ['Rename the file.'],
      })),
  );
