import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyWorkspace } from '../support/tiny-workspace.ts';

const strategy = `strategy:
  objectives: [{ id: loyal, metric: came_back, target: 0.4, why: A test. }]
  must:
    - id: objective
      why: Whoever writes to people says what for.
      change: { if: { properties: { address: { pattern: "^campaign[.]" } } }, then: { properties: { after: { required: [objective] } } } }
  must_not:
    - id: shout
      why: Nobody reads twice what shouts.
      level: warn
      change:
        properties:
          address: { pattern: "^template[.]" }
          after: { properties: { locales: { properties: { en: { properties: { subject: { pattern: "!" } } } } } } }
`;
const at = ['--as-of', '2026-11-01T09:00:00Z'];

it('a strategy says what campaigns must and must not be, and every plan is held to it', async () => {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  const config = join(tiny.dir, 'crm.yaml');
  writeFileSync(config, `${readFileSync(config, 'utf8')}${strategy}`);
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');

  const denied = await tiny.crm('plan', '--out', 'p.json', ...at);
  expect(denied.code).toBe(5);
  const text = denied.stdout.replace(/\s+/g, ' ');
  expect(text).toContain(
    "✗ deny must.objective: campaign.hello after must have required property 'objective' (campaigns/hello.yaml:1) Whoever writes to people says what for.",
  );
  expect(text).toContain(
    '! warn must_not.shout: template.hello is what must not be (templates/hello.yaml:1) Nobody reads',
  );
  expect((await tiny.crm('apply', 'p.json', ...at)).code).toBe(5);

  tiny.edit('campaigns/hello.yaml', 'purpose:', 'objective: loyal\npurpose:');
  const before = await tiny.json<{ fingerprint: string }>(['plan', ...at]);
  // The rules are part of what is approved.
  writeFileSync(config, readFileSync(config, 'utf8').replace('level: warn', 'level: info'));
  expect((await tiny.json<{ fingerprint: string }>(['plan', ...at])).fingerprint).not.toBe(before.fingerprint);

  writeFileSync(config, readFileSync(config, 'utf8').replace('then:', 'than:'));
  const wrong = await tiny.crm('validate');
  expect([wrong.code, wrong.stderr + wrong.stdout]).toEqual([
    3,
    expect.stringContaining('`must.objective` is no rule: strict mode: unknown keyword: "than"'),
  ]);
  expect(wrong.stderr + wrong.stdout).toMatch(/crm\.yaml:\d+:\d+/);
});
