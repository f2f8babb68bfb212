import type { Dice } from './dice.ts';
import { pools } from './pools.ts';
import type { DeliveryRow, MembershipRow, World } from './world.ts';

const tags = { welcome: ['onboarding'], sale: ['promo', 'season'], terms: [] } as const;
const kinds = ['delivered', 'shown', 'clicked', 'bounced', 'complained'] as const;
const past = pools.instants
  .slice(0, 36)
  .filter((at) => at < '2026-11-01T12:00:00.000Z')
  .sort();

/** What our ledger knows of these people. */
export function sampleLedger(ids: readonly string[], dice: Dice): Pick<World, 'deliveries' | 'memberships'> {
  return {
    deliveries: Array.from({ length: ids.length * 2 }, () => delivery(dice.pick(ids), dice)),
    memberships: ids.flatMap((person) => (dice.below(3) === 0 ? stays(person, dice) : [])),
  };
}

function delivery(person: string, dice: Dice): DeliveryRow {
  const campaign = dice.pick(pools.campaigns);
  const first = dice.below(past.length - 6);
  const at = (later: number): string => past[first + later] ?? '';
  const base = {
    person,
    campaign,
    tags: tags[campaign],
    channel: dice.pick(['email', 'push', 'sms'] as const),
    assigned_at: at(0),
  };
  if (dice.below(6) === 0) return { ...base, held_out: true, ...(dice.below(3) === 0 ? { converted_at: at(3) } : {}) };
  const chosen = { ...base, variant: dice.pick(['a', 'b']) };
  if (dice.below(8) === 0) return chosen;
  return {
    ...chosen,
    sent_at: at(1),
    receipts: kinds.flatMap((kind) =>
      dice.below(3) === 0 ? Array.from({ length: 1 + dice.below(2) }, () => ({ kind, at: at(2 + dice.below(4)) })) : [],
    ),
    ...(dice.below(4) === 0 ? { converted_at: at(3) } : {}),
  };
}

/** Stretches that do not overlap, the last one open or closed. */
function stays(person: string, dice: Dice): MembershipRow[] {
  const times = [...new Set(Array.from({ length: 1 + dice.below(4) }, () => dice.pick(past)))].sort();
  return times.flatMap((entered_at, i) => {
    if (i % 2 === 1) return [];
    const left_at = times[i + 1];
    return [
      {
        segment: dice.pick(['koreans', 'listeners']),
        person,
        entered_at,
        ...(left_at === undefined ? {} : { left_at }),
      },
    ];
  });
}
