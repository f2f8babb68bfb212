import { type Fragment, sql } from './fragment.ts';

/** True wherever a test is not true, its unknown included. */
export const complement = (test: Fragment): Fragment => sql`((${test}) is not true)`;
