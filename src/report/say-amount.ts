/** An amount per person as a sentence says it: in the currency, with as many digits as its size is worth. */
export function sayAmount(value: number, currency: string | undefined): string {
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  const money = currency !== undefined && /^[A-Z]{3}$/.test(currency) ? ({ style: 'currency', currency } as const) : {};
  const format = new Intl.NumberFormat('en', {
    ...money,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(value).replace('-', '−');
}
