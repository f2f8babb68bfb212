import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../src/model/limits.ts';
import { type LoadCampaign, loadOf, personLoad } from '../../src/plan/load/index.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 1);
const at = (days: number): Date => new Date(start + days * day);
const until = at(7);
const campaign = (more: Partial<LoadCampaign> = {}): LoadCampaign => ({
  address: 'campaign.c',
  slots: [at(1)],
  limits: [],
  message: { channel: 'email', tags: [] },
  priority: 50,
  whenCapped: 'drop',
  expires: undefined,
  again: 'every',
  ...more,
});
const gets = (...campaigns: LoadCampaign[]) => personLoad(campaigns, until);
const daily = Array.from({ length: 7 }, (_, i) => at(i + 0.5));
const twoInThreeDays: Limit[] = [{ max: 2, within: '3d' }];

describe('messages a person gets in the coming days', () => {
  it.each<[string, LoadCampaign[], { messages: number; dropped: number; over: boolean }]>([
    ['nothing', [], { messages: 0, dropped: 0, over: false }],
    ['one', [campaign()], { messages: 1, dropped: 0, over: false }],
    ['one after the last day', [campaign({ slots: [until] })], { messages: 0, dropped: 0, over: false }],
    ['every slot', [campaign({ slots: daily })], { messages: 7, dropped: 0, over: false }],
    ['once only', [campaign({ slots: daily, again: 'never' })], { messages: 1, dropped: 0, over: false }],
    [
      'every third day',
      [campaign({ slots: daily, again: { amount: 3, unit: 'd' } })],
      { messages: 3, dropped: 0, over: false },
    ],
    // Days 0.5, 1.5, then 3.5, 4.5, then 6.5: whatever is older than three days counts no more.
    ['within a limit', [campaign({ slots: daily, limits: twoInThreeDays })], { messages: 5, dropped: 2, over: true }],
    [
      'of another channel than the limit',
      [campaign({ slots: daily, limits: [{ max: 1, within: '7d', channels: ['sms'] }] })],
      { messages: 7, dropped: 0, over: false },
    ],
    [
      'two campaigns and one place: the more important one',
      [
        campaign({ limits: [{ max: 1, within: '7d' }] }),
        campaign({ limits: [{ max: 1, within: '7d' }], priority: 90, slots: [at(1), at(2)] }),
      ],
      { messages: 1, dropped: 2, over: true },
    ],
    [
      'what is exempt counts for the others',
      [campaign({ slots: [at(1)] }), campaign({ slots: [at(2)], limits: [{ max: 1, within: '7d' }] })],
      { messages: 1, dropped: 1, over: true },
    ],
    [
      'what is held goes out when there is room',
      [campaign({ slots: [at(1), at(2)], limits: [{ max: 1, within: '3d' }], whenCapped: 'hold' })],
      { messages: 2, dropped: 0, over: true },
    ],
    [
      'what is held and expires before',
      [
        campaign({
          slots: [at(1), at(2)],
          limits: [{ max: 1, within: '3d' }],
          whenCapped: 'hold',
          expires: { amount: 1, unit: 'd' },
        }),
      ],
      { messages: 1, dropped: 1, over: true },
    ],
    [
      'what is held beyond the last day is neither sent nor dropped',
      [campaign({ slots: [at(5), at(6)], limits: [{ max: 1, within: '3d' }], whenCapped: 'hold' })],
      { messages: 1, dropped: 0, over: true },
    ],
  ])('%s', (_, campaigns, expected) => {
    const { sent, dropped, over } = personLoad(campaigns, until);
    expect({ messages: sent.length, dropped: dropped.length, over }).toEqual(expected);
  });

  it('is never above a limit, in any window, and loses no message', () => {
    const slots = fc.uniqueArray(fc.integer({ min: 0, max: 27 }), { minLength: 1, maxLength: 8 });
    const one = fc.record({ slots, drop: fc.boolean(), priority: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), (some, max) => {
        const campaigns = some.map(({ slots: times, drop, priority }) =>
          campaign({
            slots: times.sort((a, b) => a - b).map((quarter) => at(quarter / 4)),
            limits: [{ max, within: '2d' }],
            whenCapped: drop ? 'drop' : 'hold',
            priority,
          }),
        );
        const all = campaigns.reduce((sum, { slots: times }) => sum + times.length, 0);
        const load = personLoad(campaigns, until);
        const [messages, dropped] = [load.sent.length, load.dropped.length];
        const { over } = load;
        // Seven days have at most four windows of two days: what goes out in each is at most max.
        expect(messages).toBeLessThanOrEqual(4 * max);
        expect(messages + dropped).toBeLessThanOrEqual(all);
        expect(over || messages === all).toBe(true);
        if (some.every(({ drop }) => drop)) expect(messages + dropped).toBe(all);
      }),
    );
  });
});

describe('the load of many people', () => {
  it('is of those who get a message before or after, the same people on both sides', () => {
    const sets = [
      { before: gets(campaign()), after: gets(campaign(), campaign()), people: 90 },
      { before: gets(), after: gets(campaign({ slots: daily })), people: 10 },
      { before: gets(campaign()), after: gets(), people: 5 },
      { before: gets(), after: gets(), people: 1000 },
    ];
    expect(loadOf(sets, 7)).toEqual({
      days: 7,
      before: { people: 95, messages: 95, p50: 1, p95: 1, max: 1, over: 0 },
      after: { people: 100, messages: 250, p50: 2, p95: 7, max: 7, over: 0 },
      dropped: 0,
    });
  });

  it('counts people over the limits, and their messages that are dropped', () => {
    const capped = [campaign({ slots: daily, limits: twoInThreeDays })];
    const { after, dropped } = loadOf([{ before: gets(), after: gets(...capped), people: 3 }], 7);
    expect([after.over, dropped]).toEqual([3, 6]);
  });

  it('of nobody is nothing', () => {
    const { before, after, dropped } = loadOf([], 7);
    const none = { people: 0, messages: 0, p50: 0, p95: 0, max: 0, over: 0 };
    expect([before, after, dropped]).toEqual([none, none, 0]);
  });
});
