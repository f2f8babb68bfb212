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
const text = (dry_run: boolean): string => sendText({ dry_run, runs: [run], not_due: [] }, { color: false });

describe('a run of which some were sent before', () => {
  test('the variants count everybody in them, and stand behind no number that they do not add up to', () => {
    expect(text(true)).toContain(
      '  would send  24\n  was sent    15\n  variants    warm 14, short 25\n  held out    8\n',
    );
    expect(text(false)).toContain('  sent        15  nothing new\n  variants    warm 14, short 25\n');
  });

  test('without variants there is no such line', () => {
    const one = { ...run, variants: { default: 39 } };
    expect(sendText({ dry_run: true, runs: [one], not_due: [] }, { color: false })).not.toContain('variants');
  });
});
