import { CrmError } from '../base/crm-error.ts';
import { dueSlot, nextSlot } from '../deliver/due/index.ts';
import type { CampaignFile } from '../model/workspace.ts';

interface Coming {
  readonly id: string;
  readonly campaign: CampaignFile;
  readonly asOf: Date;
  readonly until: Date;
  readonly timezone: string;
  readonly isRun: (run: string) => Promise<boolean>;
}

/** Once a minute for a week, and what is due when it begins. */
const most = 7 * 24 * 60 + 1;

/** When a campaign's messages go out until then: what is due and has no run yet at once, the rest in time. */
export async function comingSlots({ id, campaign, asOf, until, timezone, isRun }: Coming): Promise<Date[]> {
  const due = dueSlot(campaign, asOf, timezone);
  const slots = due && !(await isRun(`${id}@${due.id}`)) ? [asOf] : [];
  let next = nextSlot(campaign, asOf, timezone);
  while (next && next.at < until) {
    if (slots.length >= most) throw tooOften(id);
    slots.push(next.at);
    // Whoever gets it once gets it with the first of them.
    if ((campaign.trigger.again ?? 'never') === 'never' && slots.length > 0) break;
    next = nextSlot(campaign, next.at, timezone);
  }
  return slots;
}

const tooOften = (id: string): CrmError =>
  new CrmError('usage', {
    code: 'SIMULATE.TOO_OFTEN',
    severity: 'error',
    summary: `campaign.${id} is sent more than ${most.toLocaleString('en')} times in these days`,
    why: 'Every time is looked at by itself.',
    next: ['Look at fewer days: crm simulate --days 7'],
  });
