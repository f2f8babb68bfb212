import { expect, test } from 'vitest';
import { toVerdict } from '../../src/deliver/to-verdict.ts';
import type { ChannelOutcome } from '../../src/model/channel.ts';
import type { Verdict } from '../../src/model/delivery.ts';

const retry = (retryAfter: number): Verdict => ({ status: 'retry', reason: 'busy', retryAfter });
const busy: ChannelOutcome = { kind: 'not_sent_retry', reason: 'busy' };

test.each<[ChannelOutcome, number, Verdict]>([
  [{ kind: 'accepted' }, 1, { status: 'sent' }],
  [{ kind: 'accepted', providerId: '250 ok' }, 1, { status: 'sent', providerId: '250 ok' }],
  [{ kind: 'accepted' }, 99, { status: 'sent' }],
  [{ kind: 'not_sent_permanent', reason: 'smtp:550' }, 1, { status: 'failed', reason: 'smtp:550' }],
  [{ kind: 'unknown', reason: 'smtp:ETIMEDOUT' }, 1, { status: 'unknown', reason: 'smtp:ETIMEDOUT' }],
  [{ kind: 'unknown', reason: 'smtp:ETIMEDOUT' }, 5, { status: 'unknown', reason: 'smtp:ETIMEDOUT' }],
  [{ kind: 'channel_down', reason: 'no route' }, 1, { status: 'queued', reason: 'no route' }],
  [{ kind: 'channel_down', reason: 'no route' }, 9, { status: 'queued', reason: 'no route' }],
  [busy, 1, retry(1_000)],
  [busy, 2, retry(2_000)],
  [busy, 3, retry(4_000)],
  [busy, 4, retry(8_000)],
  [busy, 5, { status: 'failed', reason: 'busy' }],
  [busy, 6, { status: 'failed', reason: 'busy' }],
  [{ ...busy, retryAfter: 90_000 }, 1, retry(90_000)],
  [{ ...busy, retryAfter: 0 }, 1, retry(0)],
])('%j at attempt %i: %j', (outcome, attempt, verdict) => {
  expect(toVerdict(outcome, attempt)).toEqual(verdict);
});
