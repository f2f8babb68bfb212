/** The segments that people are in, in words. */
export const setWords = (ids: readonly string[]): string => (ids.length === 0 ? 'none of them' : ids.join(' + '));

/** The condition that finds the people of a set: to paste into a segment. */
export const setCondition = (ids: readonly string[]): string =>
  `all: [${ids.map((id) => `{ segment: ${id} }`).join(', ')}]`;

/** The condition that finds people in none of these segments. */
export const noneCondition = (ids: readonly string[]): string =>
  `none: [${ids.map((id) => `{ segment: ${id} }`).join(', ')}]`;
