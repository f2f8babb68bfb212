import type { ConsentCondition } from '../../model/condition.ts';
import { consentOf } from '../consent.ts';
import type { Context } from '../context.ts';
import { timeBounds } from '../events/first-or-last.ts';
import { type Fragment, sql } from '../fragment.ts';

/** Has agreed by now, and not withdrawn. */
export function consentCondition(context: Context, { consent }: ConsentCondition): Fragment {
  const { medium, topic, night, granted } = consent;
  const bounds = granted ? timeBounds(context, granted) : [];
  return sql`(${consentOf(context, { medium, topic, night, granted: bounds })} = 1)`;
}
