import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digest } from '../../src/base/digest.ts';
import { addDuration, durationPattern, fixedDurationPattern, parseDuration } from '../../src/base/duration.ts';
import { hashBucket, type Purpose } from '../../src/base/hash-bucket.ts';
import { midnight } from '../../src/base/midnight.ts';
import { parseMoment } from '../../src/base/moment.ts';
import { suggest } from '../../src/base/suggest.ts';

describe('durations', () => {
  it.each([
    ['2026-12-30T10:00:00Z', '10mo', -1, '2026-02-28T10:00:00.000Z'],
    ['2026-01-31T00:00:00Z', '1mo', 1, '2026-02-28T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2y', -1, '2022-02-28T00:00:00.000Z'],
    ['2026-11-01T00:00:00Z', '2w', -1, '2026-10-18T00:00:00.000Z'],
  ] as const)('%s moved by %s (%i)', (from, text, sign, expected) => {
    const duration = parseDuration(text);
    expect(duration && addDuration(new Date(from), duration, sign).toISOString()).toBe(expected);
  });
  it.each(['14 days', '0d', '-3d', '3', 'd', '1.5h', '', '3D', '99999999d', '1000y', '100000d'])(
    '`%s` is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
  it.each(['999999m', '999999h', '99999d', '9999w', '9999mo', '999y'])(
    '%s stays in the calendar, both ways',
    (text) => {
      const duration = parseDuration(text);
      for (const sign of [1, -1] as const)
        expect(duration && addDuration(new Date('2026-11-01T00:00:00Z'), duration, sign).toISOString()).toMatch(
          /^\d{4}-/,
        );
    },
  );
  it('have one form, in the schemas too', () => {
    for (const noun of ['workspace', 'campaign', 'segment']) {
      const schema = readFileSync(new URL(`../../schemas/${noun}.schema.json`, import.meta.url), 'utf8');
      const patterns = [...schema.matchAll(/"pattern": "(.*\(m\|h.*)"/g)].map(([, pattern]) => pattern);
      // Steps of a sequence are apart by units of a fixed length, and so are the windows of limits.
      const others = noun === 'segment' || noun === 'workspace' ? [fixedDurationPattern] : [];
      expect(new Set(patterns)).toEqual(new Set([durationPattern, ...others]));
    }
  });
});

describe('moments', () => {
  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-11-01T25:00:00Z',
    '2026-02-30T10:00:00Z',
    'yesterday',
    '7d',
    '+7x',
    '2026-1-1',
    '',
  ])('`%s` is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });
  it('without an offset is UTC', () => {
    expect(parseMoment('2026-11-01 10:00:00')).toEqual({ kind: 'instant', instant: new Date('2026-11-01T10:00:00Z') });
    expect(parseMoment('2026-11-01T10:00+09:00')).toEqual({
      kind: 'instant',
      instant: new Date('2026-11-01T01:00:00Z'),
    });
  });
  it('midnight is of the zone, also where a day begins at one', () => {
    expect(midnight('2026-11-01', 'Asia/Seoul').toISOString()).toBe('2026-10-31T15:00:00.000Z');
    expect(midnight('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });
});

describe('the assignment hash', () => {
  const path = new URL('../../../shared/data/stats-reference.json', import.meta.url);
  it('equals known values; the unit in NFC, the salt and purpose apart', () => {
    expect(hashBucket('arm', 'spring-sale-2026', '사용자-0001')).toBeCloseTo(0.18271013956548132, 15);
    expect(hashBucket('arm', 'spring-sale-2026', '사용자-0001'.normalize('NFD'))).toBeCloseTo(0.18271013956548132, 15);
    expect(hashBucket('holdout', 'spring-sale-2026', '사용자-0001')).not.toBeCloseTo(0.18271013956548132, 3);
  });
  it.skipIf(!existsSync(path))('equals the shared reference', () => {
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as {
      cases: { id: string; inputs: { salt: string; purpose: Purpose; unit: string }; expected: { fraction: number } }[];
    };
    const own = cases.filter(({ id }) => id.startsWith('hash_crm1'));
    expect(own.length).toBeGreaterThan(4);
    for (const { inputs, expected } of own)
      expect(hashBucket(inputs.purpose, inputs.salt, inputs.unit)).toBe(expected.fraction);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(digest(turned)).toBe(digest(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('did you mean', () => {
  it.each([
    ['countri', ['country', 'city'], ['country']],
    ['titel', ['title', 'tags'], ['title']],
    ['activ', ['active', 'dormant'], ['active']],
    ['zzz', ['country', 'city'], []],
  ])('%s', (name, known, expected) => {
    expect(suggest(name, known)).toEqual(expected);
  });
});
