import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueSlot, nextSlot } from '../../src/deliver/due/index.ts';
import type { CampaignFile } from '../../src/model/workspace.ts';

type Timed = Pick<CampaignFile, 'trigger'>;

const oneOff = (at: string, zone?: string): Timed => ({ trigger: { at, ...(zone === undefined ? {} : { zone }) } });
const schedule = (cron: string, zone?: string, late?: string): Timed => ({
  trigger: {
    schedule: { cron, ...(zone === undefined ? {} : { zone }), ...(late === undefined ? {} : { catch_up: late }) },
  },
});
const instant = (text: string): Date => new Date(text);
const shown = (slot: ReturnType<typeof dueSlot>): string | undefined => slot && `${slot.id} ${slot.at.toISOString()}`;

const ny = 'America/New_York';
const paris = 'Europe/Paris';
const workspace = 'Asia/Seoul';
const due = (timed: Timed, at: string): string | undefined => shown(dueSlot(timed, instant(at), workspace));
const next = (timed: Timed, at: string): string | undefined => shown(nextSlot(timed, instant(at), workspace));

describe('a one-off', () => {
  const timed = oneOff('2026-11-06T19:00');
  const slot = '2026-11-06T19:00 2026-11-06T10:00:00.000Z';

  test.each([
    ['2026-11-06T09:59:59.999Z', undefined, slot],
    ['2026-11-06T10:00:00.000Z', slot, undefined],
    ['2026-11-06T10:00:00.001Z', slot, undefined],
    ['2027-11-06T10:00:00.000Z', slot, undefined],
  ])('at %s: due %s, next %s', (at, isDue, isNext) => {
    expect(due(timed, at)).toBe(isDue);
    expect(next(timed, at)).toBe(isNext);
  });

  test.each([
    ['the workspace zone by name', oneOff('2026-11-06T19:00', 'workspace'), slot],
    ['a zone of its own', oneOff('2026-11-06T19:00', ny), '2026-11-06T19:00 2026-11-07T00:00:00.000Z'],
    ['with seconds', oneOff('2026-11-06T19:00:30'), '2026-11-06T19:00 2026-11-06T10:00:30.000Z'],
    // 02:30 is skipped: the clock jumps from 02:00 to 03:00.
    ['in a gap: the next valid instant', oneOff('2026-03-08T02:30', ny), '2026-03-08T02:30 2026-03-08T07:00:00.000Z'],
    ['in a gap, Paris', oneOff('2026-03-29T02:59', paris), '2026-03-29T02:59 2026-03-29T01:00:00.000Z'],
    ['just before a gap', oneOff('2026-03-08T01:59', ny), '2026-03-08T01:59 2026-03-08T06:59:00.000Z'],
    ['just after a gap', oneOff('2026-03-08T03:00', ny), '2026-03-08T03:00 2026-03-08T07:00:00.000Z'],
    // 01:30 comes twice.
    ['in a fold: the first', oneOff('2026-11-01T01:30', ny), '2026-11-01T01:30 2026-11-01T05:30:00.000Z'],
    ['in a fold, Paris', oneOff('2026-10-25T02:30', paris), '2026-10-25T02:30 2026-10-25T00:30:00.000Z'],
    ['after a fold', oneOff('2026-11-01T02:00', ny), '2026-11-01T02:00 2026-11-01T07:00:00.000Z'],
  ])('%s', (_, one, expected) => {
    expect(next(one, '2026-01-01T00:00:00Z')).toBe(expected);
    expect(due(one, '2028-01-01T00:00:00Z')).toBe(expected);
  });
});

describe('a schedule', () => {
  const friday = '2026-11-06T19:00 2026-11-06T10:00:00.000Z';

  test.each<[string, string | undefined, string, string | undefined]>([
    ['1 ms before', undefined, '2026-11-06T09:59:59.999Z', '2h'],
    ['exactly at the slot', friday, '2026-11-06T10:00:00.000Z', '2h'],
    ['half a second after', friday, '2026-11-06T10:00:00.500Z', '2h'],
    ['1 s before the limit', friday, '2026-11-06T11:59:59.000Z', '2h'],
    ['1 ms before the limit', friday, '2026-11-06T11:59:59.999Z', '2h'],
    ['at the limit', undefined, '2026-11-06T12:00:00.000Z', '2h'],
    ['after the limit', undefined, '2026-11-06T12:00:01.000Z', '2h'],
    ['by default 2 h, before', friday, '2026-11-06T11:59:59.000Z', undefined],
    ['by default 2 h, at', undefined, '2026-11-06T12:00:00.000Z', undefined],
    ['one minute', friday, '2026-11-06T10:00:59.999Z', '1m'],
    ['one minute, over', undefined, '2026-11-06T10:01:00.000Z', '1m'],
    ['longer than its period: the latest', friday, '2026-11-13T09:59:59.000Z', '3w'],
    [
      'longer than its period, at the next',
      '2026-11-13T19:00 2026-11-13T10:00:00.000Z',
      '2026-11-13T10:00:00.000Z',
      '3w',
    ],
  ])('%s: %s', (_, expected, at, late) => {
    expect(due(schedule('0 19 * * 5', undefined, late), at)).toBe(expected);
  });

  test('the next one is after the instant, never at it', () => {
    const timed = schedule('0 19 * * 5');
    expect(next(timed, '2026-11-06T09:59:59.999Z')).toBe(friday);
    expect(next(timed, '2026-11-06T10:00:00.000Z')).toBe('2026-11-13T19:00 2026-11-13T10:00:00.000Z');
  });

  test.each([
    ['30 2 * * *', ny, '2026-03-08', ['2026-03-08T03:00 2026-03-08T07:00:00.000Z']],
    ['30 1 * * *', ny, '2026-11-01', ['2026-11-01T01:30 2026-11-01T05:30:00.000Z']],
    ['0 3 * * *', ny, '2026-03-08', ['2026-03-08T03:00 2026-03-08T07:00:00.000Z']],
    ['30 2 * * *', paris, '2026-03-29', ['2026-03-29T03:00 2026-03-29T01:00:00.000Z']],
    ['30 2 * * *', paris, '2026-10-25', ['2026-10-25T02:30 2026-10-25T00:30:00.000Z']],
    ['0 0 29 2 *', paris, '2028-02-29', ['2028-02-29T00:00 2028-02-28T23:00:00.000Z']],
  ])('%s in %s on %s: %j', (cron, zone, day, expected) => {
    const end = instant(`${day}T12:00:00Z`).getTime();
    const found: (string | undefined)[] = [];
    for (let at = end - 24 * 3_600_000; ; ) {
      const slot = nextSlot(schedule(cron, zone), new Date(at), workspace);
      if (!slot || slot.at.getTime() > end) break;
      if (slot.id.startsWith(day)) found.push(shown(slot));
      at = slot.at.getTime();
    }
    expect(found).toEqual(expected);
  });

  test.each([ny, paris, workspace, 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Apia'])(
    'every hour and a half past of a year in %s: each local date has each slot once',
    (zone) => {
      for (const cron of ['30 1 * * *', '30 2 * * *', '15 0 * * *']) {
        const dates: string[] = [];
        let at = instant('2026-01-01T12:00:00Z');
        while (at < instant('2026-12-31T12:00:00Z')) {
          const slot = nextSlot(schedule(cron, zone), at, workspace);
          if (!slot) break;
          dates.push(slot.id.slice(0, 10));
          at = slot.at;
        }
        expect(new Set(dates).size).toBe(dates.length);
        expect(dates.length).toBeGreaterThanOrEqual(364);
      }
    },
  );

  test('what is next becomes due, under the same name', () => {
    const crons = fc.constantFrom('0 19 * * 5', '30 2 * * *', '*/30 * * * *', '0 0 1 * *', '15 1 * * 0');
    const zones = fc.constantFrom(ny, paris, workspace, 'UTC', 'Asia/Kathmandu');
    const from = fc.date({ min: instant('2026-01-01'), max: instant('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(crons, zones, from, (cron, zone, at) => {
        const timed = schedule(cron, zone);
        const slot = nextSlot(timed, at, workspace);
        expect(slot && slot.at > at).toBe(true);
        if (!slot) return;
        expect(shown(dueSlot(timed, slot.at, workspace))).toBe(shown(slot));
        const earlier = dueSlot(timed, new Date(slot.at.getTime() - 1), workspace);
        expect(earlier === undefined || earlier.at < slot.at).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('the zone of the machine does not matter', () => {
  const module = fileURLToPath(new URL('../../src/deliver/due/index.ts', import.meta.url));
  const program = `import { dueSlot, nextSlot } from ${JSON.stringify(module)};
    const out = [];
    for (const zone of ['${ny}', '${paris}', 'Asia/Seoul'])
      for (const trigger of [{ at: '2026-03-08T02:30', zone }, { schedule: { cron: '30 2 * * *', zone } }, { schedule: { cron: '0 19 * * 5', zone } }])
        for (const at of ['2026-03-08T06:59:59Z', '2026-03-29T01:30:00Z', '2026-11-01T06:30:00Z'])
          out.push(dueSlot({ trigger }, new Date(at), 'UTC') ?? null, nextSlot({ trigger }, new Date(at), 'UTC') ?? null);
    console.log(JSON.stringify(out));`;
  const outputs = ['UTC', 'Asia/Seoul', 'America/St_Johns', ny].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  expect(new Set(outputs).size).toBe(1);
  expect(JSON.parse(outputs[0] ?? '[]')).toHaveLength(54);
});
