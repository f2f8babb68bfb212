import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/app/send-report.ts';
import { sendText } from '../../../src/cli/views/send-text.ts';

const run: RunReport = {
  run: 'hello@2026-11-06T10:00',
  campaign: 'hello',
  revision: 2,
  audience: 57,
  sent: 15,
  failed: 0,
  unknown: 0,
  held_out: 8,
  expired: 0,
  cancelled: 0,
  queued: 24,
  skipped: { no_consent: 10 },
  variants: { warm: 14, short: 25 },
  sent_now: 0,
  rate_per_s: 0,
  duration_s: 0,
};
const text = (dry_run: boolean): string => sendText({ dry_run, runs: [run], not_due: [] }, { color: false, width: 80 });

describe('a run of which some were sent before', () => {
  test('the variants count everybody in them, and stand behind no number that they do not add up to', () => {
    expect(text(true)).toContain(
      '  would send  24\n  was sent    15\n  variants    warm 14, short 25\n  held out    8\n',
    );
    expect(text(false)).toContain('  sent        15  nothing new\n  variants    warm 14, short 25\n');
  });

  test('who is outside the rollout has a line of their own', () => {
    const share = { ...run, audience: 97, skipped: { no_consent: 10, rollout: 40 } };
    expect(sendText({ dry_run: true, runs: [share], not_due: [] }, { color: false, width: 80 })).toContain(
      '  left out    10 (no consent 10)\n  not yet     40 (outside the rollout)',
    );
  });

  test('without variants there is no such line', () => {
    const one = { ...run, variants: { default: 39 } };
    expect(sendText({ dry_run: true, runs: [one], not_due: [] }, { color: false, width: 80 })).not.toContain(
      'variants',
    );
  });
});

test.each([60, 80, 120])('no line is wider than %i columns, Korean or not', (width) => {
  const long: RunReport = {
    ...run,
    skipped: {
      no_consent: 1000,
      no_address: 200,
      global_holdout: 100,
      address_withdrawn: 30,
      'copy:방송이 없는 주말': 7,
    },
    variants: { 'warm-and-personal-greeting': 1000, 'short-and-simple-greeting': 1200, 'no-greeting-at-all': 1100 },
    unknown: 3,
    stopped: { kind: 'channel', reason: '메일 서버가 응답하지 않아서 보낼 수 없었습니다 (ECONNREFUSED)' },
    previews: [
      {
        ...{ persona: 'ko-new', variant: 'warm-and-personal-greeting', channel: 'email', locale: 'ko' },
        ...{ characters: 90, bytes: 200, skipped: null, before: null, missing: [] },
        after: {
          subject: '이번 주말에는 좋아하시는 진행자들이 모두 모이는 라이브 방송이 있습니다, 금요일 저녁에 꼭 만나요',
        },
      },
    ],
  };
  const shown = sendText({ dry_run: false, runs: [long], not_due: [] }, { color: false, width });
  for (const line of shown.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
});
