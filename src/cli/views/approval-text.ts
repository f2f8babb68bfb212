import type { Plan } from '../../model/plan.ts';
import { plural } from './number.ts';

/** How many have to approve, and what asks for it. */
export const approvalText = ({ approvals, because }: Plan['requires']): string =>
  `Needs ${plural(approvals, 'approval')} (${because.includes('always') ? 'every plan is reviewed here' : because.join(', ')})`;
