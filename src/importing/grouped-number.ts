const grouped = /^(-?)(?:([₩￦\\$¥€£])? ?)(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d+)? ?(원|엔|円)?$/u;

export interface GroupedNumber {
  readonly value: number;
  /** `₩`, `원` and the like, one name for each currency; empty without one. */
  readonly currency: string;
}

/** In CP949 the won sign is the byte of the backslash. */
const currencies: Readonly<Record<string, string>> = { '￦': '₩', '\\': '₩', 원: '₩', 엔: '¥', 円: '¥' };

/** A number with commas between thousands or with a currency: `1,234`, `₩12,000`, `9,900원`. */
export function readGrouped(cell: string): GroupedNumber | undefined {
  const match = grouped.exec(cell);
  if (!match) return undefined;
  const [, minus = '', before = '', whole = '', fraction = '', after = ''] = match;
  const sign = before + after;
  if ((sign === '' && !whole.includes(',')) || (before !== '' && after !== '')) return undefined;
  const bare = whole.replaceAll(',', '');
  if (bare.length > 15 || (bare.length > 1 && bare.startsWith('0'))) return undefined;
  const value = Number(`${minus}${bare}${fraction}`);
  return { value: value === 0 ? 0 : value, currency: currencies[sign] ?? sign };
}
