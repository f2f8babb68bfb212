import { bucketPrefix } from '../../base/hash-bucket.ts';
import type { SampleCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, sql } from '../fragment.ts';
import { personId } from '../id-column.ts';

/** A share of people that stays the same for ever. */
export function sampleCondition(context: Context, { sample: { salt, from, to } }: SampleCondition): Fragment {
  const bucket = context.dialect.bucket(bucketPrefix('sample', salt), personId(context));
  return sql`(${bucket} >= ${bind(from / 100)} and ${bucket} < ${bind(to / 100)})`;
}
