export const number = (value: number): string => value.toLocaleString('en');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** A share 0..1 in percent with one decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
