import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashBucket } from '../../src/base/hash-bucket.ts';
import { acceptsAddress } from '../../src/channels/accepts/index.ts';
import { assignArm } from '../../src/deliver/audience/assign-arm.ts';
import { type DecideContext, decide } from '../../src/deliver/audience/decide.ts';
import { deliveryKey } from '../../src/deliver/audience/delivery-key.ts';
import { enters } from '../../src/deliver/audience/enters.ts';
import type { PersonFacts } from '../../src/model/person.ts';
import type { CampaignFile } from '../../src/model/workspace.ts';
import { campaign, person, start } from './support.ts';

const context = (over: Partial<DecideContext> = {}): DecideContext => ({
  id: 'c',
  campaign: campaign(),
  run: 'c@slot',
  now: start,
  globalHoldout: undefined,
  accepts: acceptsAddress('email'),
  hashAddress: (address) => `h:${address}`,
  lastContact: undefined,
  arm: undefined,
  addressOwner: undefined,
  withdrawn: new Set(),
  ...over,
});

const everybodyHeldOut = { percent: 100, salt: 'all' };
const reached = '2026-11-01T10:00:00.000Z';
const withdrawn = new Set(['h:p1@people.example']);
const at = '2026-11-06T19:00';

interface Case {
  readonly name: string;
  readonly facts?: Partial<PersonFacts>;
  readonly context?: Partial<DecideContext>;
  readonly reason: string | undefined;
}

/** One fault at a time. */
const single: readonly Case[] = [
  { name: 'nothing is wrong', reason: undefined },
  { name: 'global holdout', context: { globalHoldout: everybodyHeldOut }, reason: 'global_holdout' },
  { name: 'reached before', context: { lastContact: reached }, reason: 'already_reached' },
  { name: 'no address', facts: { address: undefined }, reason: 'no_address' },
  { name: 'a broken address', facts: { address: 'p1@' }, reason: 'invalid_address' },
  { name: 'consent refused', facts: { consent: false }, reason: 'no_consent' },
  { name: 'consent unknown', facts: { consent: undefined }, reason: 'no_consent' },
  { name: 'somebody at the address has withdrawn', context: { withdrawn }, reason: 'address_withdrawn' },
  { name: 'somebody else has the address', context: { addressOwner: 'p0' }, reason: 'shared_address' },
  { name: 'the address is their own', context: { addressOwner: 'p1' }, reason: undefined },
];

describe('why a person gets nothing', () => {
  test.each(single)('$name: $reason', ({ facts, context: over, reason }) => {
    const decided = decide(person('p1', facts), context(over));
    expect(decided.reason).toBe(reason);
    expect(decided.status).toBe(reason === undefined ? 'queued' : 'skipped');
    // Who is skipped is in no arm and holds no address.
    if (reason !== undefined) expect(decided).toMatchObject({ arm: undefined, addressHash: undefined });
  });

  test('with several reasons the first of the order is told', () => {
    const faults: [string, Partial<PersonFacts>, Partial<DecideContext>][] = [
      ['global_holdout', {}, { globalHoldout: everybodyHeldOut }],
      ['already_reached', {}, { lastContact: reached }],
      ['invalid_address', { address: 'broken' }, {}],
      ['no_consent', { consent: false }, {}],
      ['address_withdrawn', {}, { withdrawn }],
      ['shared_address', {}, { addressOwner: 'p0' }],
    ];
    for (const [first, [reason]] of faults.entries()) {
      const rest = faults.slice(first);
      const facts = Object.assign({}, ...rest.map(([, one]) => one));
      const over = Object.assign({}, ...rest.map(([, , one]) => one));
      expect(decide(person('p1', facts), context(over)).reason).toBe(reason);
    }
    expect(decide(person('p1', { address: undefined, consent: false }), context()).reason).toBe('no_address');
  });

  test.each([
    ['advertising', 'no_consent', 'global_holdout'],
    ['service', undefined, 'global_holdout'],
    ['transactional', undefined, undefined],
  ] as const)('%s: without consent %s, in the global holdout %s', (purpose, consent, holdout) => {
    const of = campaign({ purpose });
    expect(decide(person('p1', { consent: false }), context({ campaign: of })).reason).toBe(consent);
    expect(decide(person('p1'), context({ campaign: of, globalHoldout: everybodyHeldOut })).reason).toBe(holdout);
  });

  test('a withdrawal at the address is about advertising only', () => {
    const of = (purpose: CampaignFile['purpose']) =>
      decide(person('p1'), context({ campaign: campaign({ purpose }), withdrawn })).reason;
    expect([of('advertising'), of('service'), of('transactional')]).toEqual([
      'address_withdrawn',
      undefined,
      undefined,
    ]);
  });

  test.each<[string, CampaignFile['trigger'], string, string | undefined]>([
    ['never again by default', { at }, '2026-01-01T00:00:00Z', 'already_reached'],
    ['never', { at, again: 'never' }, '2026-01-01T00:00:00Z', 'already_reached'],
    ['every time', { at, again: 'every' }, '2026-11-06T09:59:59Z', undefined],
    ['after 30 d, one ms too soon', { at, again: { after: '30d' } }, '2026-10-07T10:00:00.001Z', 'already_reached'],
    ['after 30 d, exactly', { at, again: { after: '30d' } }, '2026-10-07T10:00:00.000Z', undefined],
    ['after a month', { at, again: { after: '1mo' } }, '2026-10-06T10:00:00.000Z', undefined],
  ])('%s', (_, trigger, lastAt, reason) => {
    const over = { campaign: campaign({ trigger }), lastContact: lastAt };
    expect(decide(person('p1'), context(over)).reason).toBe(reason);
  });

  test('no two people get the same message at one address, letter case aside', () => {
    const decided = decide(
      person('p1', { address: 'A@b.kr' }),
      context({ addressOwner: 'p0', hashAddress: () => 'h' }),
    );
    expect(decided.reason).toBe('shared_address');
  });
});

const someone = (who: string): PersonFacts => person(who, { address: 'a@people.example' });
const id = fc.string({ minLength: 1, maxLength: 30 });
const salt = fc.string({ minLength: 1, maxLength: 20 });
const variants = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,8}$/),
    weight: fc.integer({ min: 1, max: 100 }),
    template: fc.constant('t'),
  }),
  { minLength: 1, maxLength: 5, selector: ({ name }) => name },
);
const experiment = (salted: string, holdout: number, arms: { name: string; weight: number; template: string }[] = []) =>
  campaign({ experiment: { salt: salted, holdout, ...(arms.length > 0 ? { variants: arms } : {}) } });

describe('assignment', () => {
  test('one person, one arm, for ever', () => {
    fc.assert(
      fc.property(id, salt, fc.integer({ min: 0, max: 50 }), variants, (who, salted, holdout, arms) => {
        const of = experiment(salted, holdout, arms);
        const first = assignArm({ id: 'a', campaign: of }, who);
        // Another campaign id, run, day or rollout changes nothing: only the salt does.
        expect(assignArm({ id: 'b', campaign: { ...of, rollout: { percent: 10 } } }, who)).toBe(first);
        expect([...arms.map(({ name }) => name), 'holdout']).toContain(first);
      }),
    );
  });

  test('an arm that somebody has is kept, whatever the weights say now', () => {
    fc.assert(
      fc.property(id, variants, fc.constantFrom('holdout', 'old-arm'), (who, arms, arm) => {
        const decided = decide(someone(who), context({ campaign: experiment('s', 10, arms), arm }));
        expect(decided.arm).toBe(arm);
        expect(decided.status).toBe(arm === 'holdout' ? 'held_out' : 'queued');
      }),
    );
  });

  test('a person of the holdout is never queued, and raising the holdout only adds people to it', () => {
    fc.assert(
      fc.property(id, salt, fc.integer({ min: 1, max: 90 }), variants, (who, salted, holdout, arms) => {
        const decided = decide(someone(who), context({ campaign: experiment(salted, holdout, arms) }));
        const held = hashBucket('holdout', salted, who) < holdout / 100;
        expect(decided.status).toBe(held ? 'held_out' : 'queued');
        const more = decide(someone(who), context({ campaign: experiment(salted, holdout + 10, arms) }));
        if (held) expect(more.status).toBe('held_out');
        else if (more.status === 'queued') expect(more.arm).toBe(decided.arm);
      }),
    );
  });

  test('raising the rollout only adds people', () => {
    fc.assert(
      fc.property(id, salt, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (who, salted, a, b) => {
        const inside = (percent: number): boolean =>
          enters({ id: 'c', campaign: campaign({ rollout: { percent }, experiment: { salt: salted } }) }, who);
        if (inside(Math.min(a, b))) expect(inside(Math.max(a, b))).toBe(true);
        expect(inside(100)).toBe(true);
        expect(inside(0)).toBe(false);
      }),
    );
  });

  test('100,000 people: every share within half a percent, and no draw depends on another', () => {
    const n = 100_000;
    const of = {
      ...experiment('shares', 20, [
        { name: 'a', weight: 50, template: 't' },
        { name: 'b', weight: 30, template: 't' },
        { name: 'c', weight: 20, template: 't' },
      ]),
      rollout: { percent: 40 },
    };
    const seen: Record<string, number> = {};
    let inside = 0;
    let heldInside = 0;
    for (let i = 0; i < n; i++) {
      const arm = assignArm({ id: 'c', campaign: of }, `person-${i}`);
      seen[arm] = (seen[arm] ?? 0) + 1;
      if (!enters({ id: 'c', campaign: of }, `person-${i}`)) continue;
      inside += 1;
      if (arm === 'holdout') heldInside += 1;
    }
    const share = (count: number | undefined, of: number): number => (count ?? 0) / of;
    expect(share(seen.holdout, n)).toBeCloseTo(0.2, 2);
    expect(share(seen.a, n)).toBeCloseTo(0.4, 2);
    expect(share(seen.b, n)).toBeCloseTo(0.24, 2);
    expect(share(seen.c, n)).toBeCloseTo(0.16, 2);
    expect(share(inside, n)).toBeCloseTo(0.4, 2);
    expect(Math.abs(share(heldInside, inside) - 0.2)).toBeLessThan(0.008);
  });

  test('a variant of weight 0 gets nobody, without an experiment everybody is default', () => {
    const of = experiment('s', 0, [
      { name: 'on', weight: 1, template: 't' },
      { name: 'off', weight: 0, template: 't' },
    ]);
    for (let i = 0; i < 2_000; i++) {
      expect(assignArm({ id: 'c', campaign: of }, `p${i}`)).toBe('on');
      expect(assignArm({ id: 'c', campaign: campaign() }, `p${i}`)).toBe('default');
    }
  });
});

describe('the delivery key', () => {
  const parts = fc.record({ run: fc.string(), person: fc.string(), message: fc.string(), channel: fc.string() });

  test('the same inputs give the same key, other inputs another', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(deliveryKey({ ...a })).toBe(
          deliveryKey({ channel: a.channel, message: a.message, person: a.person, run: a.run }),
        );
        if (JSON.stringify(a) !== JSON.stringify(b)) expect(deliveryKey(a)).not.toBe(deliveryKey(b));
        expect(deliveryKey(a)).toMatch(/^[A-Za-z0-9_-]{43}$/);
      }),
    );
  });

  test('it is what it was: a change would send everything again', () => {
    const golden = deliveryKey({ run: 'c@2026-11-06T19:00', person: 'p1', message: 'hello', channel: 'email' });
    expect(golden).toBe('rq4SmSr4BfGKRmmogQ8GnG3iR-Xdv5qFqjxU69MO26s');
    expect(decide(person('p1'), context({ run: 'c@2026-11-06T19:00' })).key).toBe(golden);
  });

  test('it does not move with the copy, the arm or the clock', () => {
    const other = { campaign: experiment('s', 50), now: new Date(0), arm: 'holdout' };
    expect(decide(person('p1'), context(other)).key).toBe(decide(person('p1'), context()).key);
  });
});
