import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contact, fitsAt, type Limit, loadRules } from '../../src/model/limits.ts';
import { campaign } from '../deliver/support.ts';

const now = new Date('2026-11-06T10:00:00Z');
const hour = 3_600_000;
const ago = (hours: number, over: Partial<Contact> = {}): Contact => ({
  channel: 'email',
  tags: [],
  at: new Date(now.getTime() - hours * hour),
  ...over,
});
const mail = { channel: 'email', tags: ['promo'] };
const twoADay: Limit = { max: 2, within: '1d' };

describe('when a message fits into the limits', () => {
  it.each<[string, Limit[], Contact[], number | undefined]>([
    ['without limits at once', [], [ago(1), ago(1)], undefined],
    ['while there is room', [twoADay], [ago(1)], undefined],
    ['when the oldest is forgotten', [twoADay], [ago(1), ago(5)], 19],
    ['when enough of them are forgotten', [twoADay], [ago(1), ago(5), ago(20)], 19],
    ['at the very moment that one is as old as the window', [twoADay], [ago(1), ago(24)], undefined],
    ['not a moment earlier', [twoADay], [ago(1), ago(24 - 1 / hour)], 1 / hour],
    ['when the last of several limits leaves room', [twoADay, { max: 1, within: '4h' }], [ago(1), ago(5)], 19],
    ['whatever other channels got', [{ ...twoADay, channels: ['sms'] }], [ago(1), ago(2)], undefined],
    ['of its channel', [{ ...twoADay, channels: ['email'] }], [ago(1, { channel: 'sms' }), ago(2)], undefined],
    ['whatever other tags got', [{ ...twoADay, tags: ['news'] }], [ago(1), ago(2)], undefined],
    ['of its tags', [{ max: 1, within: '1d', tags: ['promo'] }], [ago(1, { tags: ['x', 'promo'] }), ago(2)], 23],
    ['when what waits and goes first is through', [{ max: 1, within: '1d' }], [ago(0, { at: undefined })], 1 / 60],
    ['after what waits, and after what was', [twoADay], [ago(0, { at: undefined }), ago(3)], 21],
  ])('%s', (_, limits, contacts, hours) => {
    const fits = fitsAt(mail, contacts, { limits, now });
    expect(fits && (fits.getTime() - now.getTime()) / hour).toEqual(
      hours === undefined ? undefined : expect.closeTo(hours, 9),
    );
  });

  it('never lets more through than allowed in any stretch of time, and holds nobody longer than needed', () => {
    const limit = fc.record({
      max: fc.integer({ min: 1, max: 4 }),
      within: fc.constantFrom('30m', '2h', '1d', '1w'),
      channels: fc.option(fc.constantFrom(['email'] as const, ['sms'] as const, ['email', 'sms'] as const), {
        nil: undefined,
      }),
      tags: fc.option(fc.constantFrom(['a'], ['b'], ['a', 'b']), { nil: undefined }),
    });
    const message = fc.record({
      minute: fc.integer({ min: 0, max: 30_000 }),
      channel: fc.constantFrom('email', 'sms'),
      tags: fc.subarray(['a', 'b']),
    });
    fc.assert(
      fc.property(fc.array(limit, { maxLength: 3 }), fc.array(message, { maxLength: 40 }), (some, messages) => {
        const limits = some as unknown as Limit[];
        const sent: Contact[] = [];
        for (const { minute, channel, tags } of messages.sort((a, b) => a.minute - b.minute)) {
          const at = new Date(now.getTime() + minute * 60_000);
          const fits = fitsAt({ channel, tags }, sent, { limits, now: at });
          if (fits === undefined) sent.push({ channel, tags, at });
          else {
            expect(fitsAt({ channel, tags }, sent, { limits, now: fits })).toBeUndefined();
            expect(fitsAt({ channel, tags }, sent, { limits, now: new Date(fits.getTime() - 1) })).toBeDefined();
          }
        }
        for (const one of limits) {
          const length = { '30m': 30, '2h': 120, '1d': 1440, '1w': 10_080 }[one.within] ?? 0;
          const under = sent
            .filter(({ channel }) => one.channels?.some((name) => name === channel) ?? true)
            .filter(({ tags }) => one.tags?.some((tag) => tags.includes(tag)) ?? true)
            .map(({ at }) => at?.getTime() ?? 0);
          for (const time of under)
            expect(under.filter((other) => other > time - length * 60_000 && other <= time).length).toBeLessThanOrEqual(
              one.max,
            );
        }
      }),
    );
  });
});

describe('the rules of a campaign', () => {
  const others = [
    { id: 'high', value: campaign({ delivery: { priority: 80 }, tags: ['vip'] }) },
    { id: 'same', value: campaign() },
    { id: 'paused', value: campaign({ delivery: { priority: 90 }, status: 'paused' }) },
    { id: 'receipt', value: campaign({ purpose: 'transactional' }) },
  ];
  const rules = (over: Parameters<typeof campaign>[0]) =>
    loadRules({ campaign: campaign(over), limits: [twoADay], campaigns: others });

  it('who goes first: a higher priority, and what is transactional', () => {
    expect([...rules({}).first]).toEqual([
      ['high', ['vip']],
      ['receipt', []],
    ]);
    expect([...rules({ delivery: { priority: 100 } }).first.keys()]).toEqual(['receipt']);
  });

  it('no limits for what is exempt', () => {
    expect(rules({}).limits).toEqual([twoADay]);
    expect(rules({ purpose: 'transactional' }).limits).toEqual([]);
    expect(rules({ delivery: { exempt_from_limits: true } }).limits).toEqual([]);
  });
});
