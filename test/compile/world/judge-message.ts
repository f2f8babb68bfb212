import type { MessageCondition } from '../../../src/model/condition.ts';
import { judgeCount } from './judge-count.ts';
import { type Here, judgeTime } from './judge-time.ts';
import { inWindow } from './judge-window.ts';
import type { DeliveryRow, World } from './world.ts';

/** What became of messages to a person, by our own ledger. A delivery counts once. */
export function judgeMessage(
  condition: MessageCondition,
  person: string,
  { world, here }: { world: World; here: Here },
): boolean {
  const times = world.deliveries
    .filter((one) => one.person === person && isMeant(condition.message, one))
    .map((one) => timeOf(one, condition.was ?? 'sent'))
    .filter((ms) => ms !== undefined)
    .filter((ms) => inWindow(condition, ms, here));
  if (condition.never) return times.length === 0;
  const test = condition.first ?? condition.last;
  if (test) {
    const ms = condition.first ? Math.min(...times) : Math.max(...times);
    return times.length > 0 && judgeTime(test, ms, here);
  }
  return judgeCount(condition.count ?? { at_least: 1 }, times.length);
}

function isMeant(message: MessageCondition['message'], one: DeliveryRow): boolean {
  if (message === 'any') return true;
  if (typeof message === 'string') return one.campaign === message;
  if ('tag' in message) return one.tags?.includes(message.tag) ?? false;
  if ('channel' in message) return one.channel === message.channel;
  return one.campaign === message.variant[0] && one.variant === message.variant[1];
}

/** Who was held out was sent nothing, whatever else is written about them. */
function timeOf(one: DeliveryRow, was: NonNullable<MessageCondition['was']>): number | undefined {
  if (was === 'held_out') return one.held_out ? Date.parse(one.assigned_at) : undefined;
  if (one.held_out || one.sent_at === undefined) return undefined;
  if (was === 'sent') return Date.parse(one.sent_at);
  if (was === 'converted') return one.converted_at === undefined ? undefined : Date.parse(one.converted_at);
  const times = (one.receipts ?? []).filter(({ kind }) => kind === was).map(({ at }) => Date.parse(at));
  return times.length === 0 ? undefined : Math.min(...times);
}
