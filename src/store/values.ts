/** Integers that a number cannot hold are given as text: a rounded id would be somebody else. */
export function fromInteger(digits: string | bigint): number | string {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : String(digits);
}

/** A decimal as a number when the number says the same, else its digits. */
export function fromDecimal(text: string): number | string {
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!parts) return text;
  const digits = `${parts[2]}${(parts[3] ?? '').replace(/0+$/, '')}`.replace(/^0+/, '');
  // Fifteen digits always survive; an integer may have a few more.
  if (digits.length <= 15) return Number(text);
  return (parts[3] ?? '').replace(/0+$/, '') === '' ? fromInteger(`${parts[1]}${parts[2]}`) : text;
}

/** A float of 32 bits as it is written, not with the digits that 64 bits add: 3.14, not 3.140000104904175. */
export function fromFloat32(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

const stamp = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:Z|\+00(?::?00)?)?$/;

/** A timestamp of a connection in UTC, as ISO text with milliseconds; infinity and years that ISO text does not write stay as they are. */
export function fromTimestamp(text: string): string {
  const parts = stamp.exec(text);
  return parts ? `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0').slice(0, 3)}Z` : text;
}
