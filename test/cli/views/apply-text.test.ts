import { expect, test } from 'vitest';
import { applyText } from '../../../src/cli/views/apply-text.ts';

const result = {
  applied: [{ address: 'segment.vip', action: 'create', revision: 1 }],
  fingerprint: 'sha256:320fed7200',
  applied_by: 'kim',
  applied_at: '2026-11-06T10:05:00.000Z',
};
const look = { color: false, environment: undefined, asOf: undefined };

test('the next command is of the same environment and the same clock', () => {
  expect(applyText(result, look)).toMatch(/Next: crm send --dry-run$/);
  expect(applyText(result, { ...look, environment: 'production' })).toMatch(
    /Next: crm send --dry-run --env production$/,
  );
  expect(applyText(result, { ...look, asOf: new Date('2026-11-06T10:05:00Z') })).toMatch(
    /Next: crm send --dry-run --as-of 2026-11-06T10:05:00Z$/,
  );
});
