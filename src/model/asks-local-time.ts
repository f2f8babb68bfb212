const local = new Set([
  'in_hour',
  'in_month',
  'on_day_of_week',
  'anniversary_within',
  'calendar',
  'days',
  'local_time',
]);

/** Whether a condition depends on the zones that people are in. */
export function asksLocalTime(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.entries(condition).some(([key, inside]) => local.has(key) || asksLocalTime(inside));
}
