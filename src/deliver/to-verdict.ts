import type { ChannelOutcome } from '../model/channel.ts';
import type { Verdict } from '../model/delivery.ts';

const maxAttempts = 5;
const maxBackOff = 300_000;

/** What a channel's answer means for the row. `attempt` counts from 1. */
export function toVerdict(outcome: ChannelOutcome, attempt: number): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.providerId === undefined ? { status: 'sent' } : { status: 'sent', providerId: outcome.providerId };
    case 'not_sent_permanent':
      return { status: 'failed', reason: outcome.reason };
    case 'unknown':
      return { status: 'unknown', reason: outcome.reason };
    case 'channel_down':
      return { status: 'queued', reason: outcome.reason };
    case 'not_sent_retry':
      if (attempt >= maxAttempts) return { status: 'failed', reason: outcome.reason };
      return {
        status: 'retry',
        reason: outcome.reason,
        retryAfter: outcome.retryAfter ?? Math.min(maxBackOff, 1000 * 2 ** (attempt - 1)),
      };
  }
}
