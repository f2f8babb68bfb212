import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { CampaignStatus } from '../../../src/app/show-status.ts';
import { statusText } from '../../../src/cli/views/status-text.ts';

const run = { run: 'c@2026-11-06T19:00', campaign: 'c', revision: 3, audience: 900, sent: 777, failed: 0, unknown: 0 };
const campaign = (over: Partial<CampaignStatus> = {}): CampaignStatus => ({
  id: 'weekend-live',
  title: 'Weekend',
  status: 'active',
  revision: 3,
  next_run: '2026-11-13T10:00:00.000Z',
  last_run: {
    ...run,
    ...{ held_out: 0, expired: 0, cancelled: 0, queued: 0, skipped: {}, variants: {} },
    ...{ sent_now: 0, rate_per_s: 0, duration_s: 0, state: 'done', at: '2026-11-06T10:00:00.000Z' },
  },
  due: false,
  unfinished: [],
  unknown: 0,
  ...over,
});
const text = (campaigns: readonly CampaignStatus[], width = 80): string =>
  statusText(
    { timezone: 'Asia/Seoul', campaigns },
    { color: false, width, asOf: new Date('2026-11-06T11:00:00Z'), world: { environment: undefined, asOf: undefined } },
  );
const stopped = (over: Partial<CampaignStatus['unfinished'][number]> = {}): CampaignStatus['unfinished'][number] => ({
  run: 'weekend-live@2026-11-06T19:00',
  state: 'stopped',
  waiting: 24,
  held_until: null,
  decided: true,
  expires_at: '2026-11-06T22:00:00.000Z',
  stopped: {
    kind: 'channel',
    reason: 'the SMTP server cannot be reached (ECONNREFUSED)',
    since: '2026-11-06T10:32:00.000Z',
  },
  ...over,
});

describe('status', () => {
  test('all times are of one zone, which is named', () => {
    expect(text([campaign()], 100)).toContain('2026-11-13 19:00  2026-11-06 19:00');
    expect(text([campaign()])).toContain('Times are those of Asia/Seoul.');
  });

  test.each([60, 80, 120])('no line is wider than %i columns, Korean or not', (width) => {
    const long = [campaign({ id: '아주-긴-이름의-캠페인-가을-주말-라이브-방송-안내', unknown: 12 }), campaign()];
    for (const line of text(long, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text(long, width)).toMatch(/unknown[\s\S]* 12/);
    expect(text(long, width)).toContain('2026-11-13 19:00');
  });

  test('who has had as many messages as allowed waits until a time that is said', () => {
    const reason = 'they have had as many messages as the limits allow';
    const held = { kind: 'limits', reason, since: '2026-11-06T10:32:00.000Z' } as const;
    const run = stopped({ stopped: held, held_until: '2026-11-07T10:00:00.000Z', expires_at: null });
    const shown = text([campaign({ unfinished: [run] })], 100).replace(/\s+/g, ' ');
    expect(shown).toContain(
      'held, 24 people still wait. They have had as many messages as the limits allow; the first may get one from 2026-11-07 19:00 on.',
    );
    expect(shown).not.toContain('stopped');
  });

  test('what matters least goes first', () => {
    expect(text([campaign()], 120).split('\n')[0]).toMatch(/campaign +status +rev +next run +last run +state +sent$/);
    const long = campaign({ id: 'invite-your-old-friends-again', unknown: 2 });
    expect(text([long]).split('\n')[0]).toMatch(/campaign +status +next run +last run +(sent +)?unknown$/);
  });

  test('what crm send would send now is due', () => {
    const [, late, later] = text([campaign({ due: true, next_run: null, last_run: null }), campaign()]).split('\n');
    expect(late).toMatch(/weekend-live +active +3 +now +- +- +-/);
    expect(later).toContain('2026-11-13 19:00');
  });

  test('unknown messages are said', () => {
    expect(text([campaign({ unknown: 1200 })])).toContain('1,200 messages were handed over and never answered for.');
    expect(text([campaign({ unknown: 1 })])).toContain('1 message was handed over');
  });

  test('a run that was stopped is said so: who waits, why, since when, and what goes on with it', () => {
    const shown = text([campaign({ due: true, unfinished: [stopped()] })]);
    expect(shown).toMatch(/weekend-live +active +3 +now +2026-11-06 19:00 +stopped +777 +24\n/);
    expect(shown).toContain(
      [
        '  weekend-live: stopped, 24 people still wait. The SMTP server cannot be reached',
        '    (ECONNREFUSED), since 2026-11-06 19:32. crm send goes on with it, until',
        '    2026-11-07 07:00.',
      ].join('\n'),
    );
  });

  test('what cannot go on is not promised', () => {
    const paused = text([campaign({ status: 'paused', unfinished: [stopped()] })], 300);
    expect(paused).toContain('The campaign is paused: they wait until weekend-live is active again.');
    expect(paused).not.toContain('crm send');
    const late = text([campaign({ unfinished: [stopped({ expires_at: '2026-11-06T11:00:00.000Z' })] })], 300);
    expect(late).toContain('It is too late for them since 2026-11-06 20:00; crm send settles them as expired.');
  });

  test('several stopped runs are told apart, and a run that is sent is none', () => {
    const runs = [
      stopped({ run: 'c@1', waiting: 1, decided: false, expires_at: null }),
      stopped({ run: 'c@2', state: 'sending', stopped: null }),
    ];
    const shown = text([campaign({ unfinished: runs })], 160);
    expect(shown).toContain('  c@1: stopped before its whole audience was decided about, 1 person still waits.');
    expect(shown).not.toContain('c@2:');
    expect(shown).toMatch(/ 25\n/);
  });

  test.each([60, 80, 120])('reasons fit %i columns, Korean or not', (width) => {
    const reason = '메일 서버가 응답하지 않아서 보낼 수 없었습니다, 잠시 뒤에 다시 해 보십시오';
    const one = stopped({ stopped: { kind: 'channel', reason, since: '2026-11-06T10:32:00.000Z' } });
    for (const line of text([campaign({ unfinished: [one], unknown: 3 })], width).split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });
});
