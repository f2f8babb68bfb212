import type { PlanScope } from '../../model/plan.ts';
import { plural } from './number.ts';

const most = 6;

/** What a plan does not look at; empty for a plan of everything. */
export function scopeText({ complete, only, exclude, left_out }: PlanScope, code = (text: string) => text): string {
  if (complete) return '';
  const asked = [
    only.length > 0 ? `Only ${only.map(code).join(', ')}` : 'Everything',
    exclude.length > 0 ? ` but ${exclude.map(code).join(', ')}` : '',
  ].join('');
  if (left_out.length === 0) return `${asked}: nothing else changes.`;
  const names = left_out.slice(0, most).map(code);
  const rest = left_out.length > most ? [`${left_out.length - most} more`] : [];
  return `${asked}: ${plural(left_out.length, 'change')} left out (${[...names, ...rest].join(', ')}).`;
}
