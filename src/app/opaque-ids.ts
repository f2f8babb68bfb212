/** Ids of fewer people could have anything in common. */
const fewest = 5;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
/** Ten digits may be a phone number. */
const counted = /^([a-z]{0,8}[-_:]?)\d{1,9}$/i;

/** Whether ids say nothing outside of the company's own systems: all are random, or numbers behind one and the same prefix. */
export function areOpaqueIds(ids: readonly string[]): boolean {
  if (ids.length < fewest) return false;
  if (ids.every((id) => uuid.test(id)) || ids.every((id) => ulid.test(id))) return true;
  const prefixes = new Set(ids.map((id) => counted.exec(id)?.[1]));
  return prefixes.size === 1 && !prefixes.has(undefined) && !ids.every(isDay);
}

/** 19900101 or 900101: a date of birth. */
function isDay(id: string): boolean {
  const [, month, day] = /^(?:\d\d)?\d\d(\d\d)(\d\d)$/.exec(id) ?? [];
  return month !== undefined && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}
