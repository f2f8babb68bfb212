import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { operators } from '../../src/model/condition.ts';
import { validate } from '../../src/validate/index.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';
import { validator } from '../compile/world/validator.ts';
import { projectRoot } from '../support/run-crm.ts';
import { tree } from '../validate/check.ts';

const page = readFileSync(join(projectRoot, 'docs/segments.md'), 'utf8');
const texts = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);
const blocks = texts.map((yaml) => parse(yaml) as { title: string; where: unknown });

/** A workspace whose crm.yaml maps what the page says that conditions need. */
const crm = (tinyFiles['crm.yaml'] ?? '')
  .replace(/ {4}attributes: .*\n/, '    position: { lat: latitude, lng: longitude }\n')
  .replace('addresses: { email: email }', 'addresses: { email: email, sms: phone }')
  .replace(
    'consent: { columns: { email: wants_email } }',
    'consent: { table: c, person: p, medium: m, topic: t, granted_at: g, revoked_at: r, night: n }',
  )
  .replace(
    'ledger:',
    '  related:\n    invoices: { table: invoices, person: person_id, columns: [status, due_at, amount] }\nledger:',
  );
const some = 'title: Some\nwhere: { attribute: staff, is: true }\n';
const hello = tinyFiles['campaigns/hello.yaml'] ?? '';
/** What the examples refer to. */
const others = {
  'segments/staff.yaml': some,
  'segments/dormant.yaml': some,
  'segments/plus-members.yaml': some,
  'campaigns/welcome.yaml': hello
    .replace(', template: hello }', ' }')
    .replace('salt: hello-2026-11', 'salt: welcome-2026-11')
    .replace('holdout: 20', 'variants: [{ name: a, template: hello }, { name: b, template: hello }]')
    .replace('purpose:', 'tags: [promo]\npurpose:'),
};

describe('the page on segments', () => {
  it('has examples, each of which is a valid segment', () => {
    const valid = validator();
    expect(blocks.length).toBeGreaterThan(4);
    for (const { where } of blocks) expect(valid(where), JSON.stringify(where)).toBe(true);
  });

  it.each(texts.map((text, i) => [blocks[i]?.title ?? '', text]))('%s: nothing is wrong with it', (_, text) => {
    const files = { ...others, 'crm.yaml': crm, 'segments/example.yaml': text };
    expect(validate(tree([], files)).diagnostics.map(({ code, summary }) => `${code} ${summary}`)).toEqual([]);
  });

  it.each([
    'sequence',
    'reachable',
    'consent',
    'sample',
    'top',
    'related',
    'near',
    'local_time',
    'sql',
    'calendar',
    'last_value',
    'message',
    'entered',
    'member_for',
    'list',
    'population',
  ])('shows `%s` in an example', (condition) => {
    expect(texts.some((text) => text.includes(`${condition}:`))).toBe(true);
  });

  it.each(operators)('tells of `%s`', (operator) => {
    expect(page).toContain(`\`${operator}`);
  });
});
