import type { Row } from '../../model/query.ts';

/** What the database thinks that a plan costs, from the row of `explain (format json)`. */
export function totalCost([row = {}]: readonly Row[]): number {
  const [{ Plan: plan }] = JSON.parse(String(row['QUERY PLAN'])) as [{ Plan: { 'Total Cost': number } }];
  return plan['Total Cost'];
}
