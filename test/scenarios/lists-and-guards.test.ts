import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const saturday = ['--as-of', '2026-11-07T10:05:00Z'];
const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: `u${from + i}`, email: `u${from + i}@people.example` }));
const csv = (ids: readonly string[]): string => `메모,user_id\r\n${ids.map((id) => `"하늘, 😀",${id}\r\n`).join('')}`;
const ids = (from: number, to: number): string[] => people(from, to).map(({ id }) => id);

/** A workspace of 50 people, whose campaign goes to everybody in a list, by the file channel. */
function tiny(population = ''): TinyWorkspace {
  const one = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  one.edit('crm.yaml', 'provider: smtp, url: "${env:SMTP_URL}", from: "Tiny <hello@tiny.example>"', 'provider: file');
  one.edit('crm.yaml', ', connections: 5', '');
  one.edit(
    'segments/all.yaml',
    'where: { attribute: joined, after: 2020-01-01 }',
    `${population}where: { list: lists/pmf-test.csv, column: user_id }`,
  );
  mkdirSync(join(one.dir, 'lists'));
  one.add(people(1, 50));
  write(one, ids(1, 30));
  return one;
}
const write = ({ dir }: TinyWorkspace, who: readonly string[]): void =>
  writeFileSync(join(dir, 'lists/pmf-test.csv'), csv(who));
const outbox = ({ dir }: TinyWorkspace): string[] => {
  const file = join(dir, 'outbox/email.ndjson');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};
async function applied(one: TinyWorkspace, when = friday): Promise<void> {
  await one.json(['plan', '--out', 'p.json', ...when]);
  await one.json(['apply', 'p.json', ...when]);
}

interface Document {
  readonly exit: { readonly name: string };
  readonly diagnostics: readonly { readonly code: string; readonly severity: string; readonly summary: string }[];
}

describe('a campaign that goes to a list', () => {
  it('reaches who was in the file when it was applied, and nobody else', async () => {
    const one = tiny();
    await applied(one);
    const ledger = readFileSync(join(one.dir, '.crm/ledger.db')).toString('latin1');
    expect(ledger).toContain('lists/pmf-test.csv');
    expect(readFileSync(join(one.dir, 'p.json'), 'utf8')).not.toContain('u30');
    write(one, [...ids(11, 45), 'gone-1']);
    const plan = await one.crm('plan', ...friday);
    expect(plan.stdout).toContain('lists/pmf-test.csv (user_id): 30 ids -> 36 ids, +16 -10');
    expect(plan.stdout).toContain('30 -> 35 people (enter 15, leave 10, stay 20)');
    expect(plan.stderr).toContain('lists/pmf-test.csv: 1 of 36 ids are nobody');
    expect(plan.stdout + plan.stderr).not.toContain('gone-1');
    for (const args of [['send'], ['send', '--dry-run']]) {
      const { exit, diagnostics } = await one.json<Document>([...args, ...friday], 8);
      expect([exit.name, diagnostics.map(({ code }) => code)]).toEqual(['stale', ['SEND.LIST_NOT_APPLIED']]);
    }
    rmSync(join(one.dir, 'lists'), { recursive: true });
    expect((await one.crm('send', ...friday)).stderr).toContain('lists/pmf-test.csv is not there; hello needs it');
    expect(outbox(one)).toEqual([]);
    mkdirSync(join(one.dir, 'lists'));
    write(one, [...ids(11, 45), 'gone-1']);
    await applied(one);
    await one.json(['send', ...friday]);
    expect(outbox(one)).toHaveLength(35);
  });

  it('is refused with the line where the file is wrong', async () => {
    const one = tiny();
    writeFileSync(join(one.dir, 'lists/pmf-test.csv'), 'user_id\nu1\n"u2\nu3\n');
    const ran = await one.crm('plan', ...friday);
    expect([ran.code, ran.stderr]).toEqual([
      3,
      expect.stringContaining('lists/pmf-test.csv:3:1 error IMPORT.OPEN_QUOTE'),
    ]);
  });
});

describe('guards of a segment', () => {
  it('stop plans and sends when people became many more, though no file has changed', async () => {
    const one = tiny('population: { max_change: 0.3 }\n');
    one.edit('segments/all.yaml', 'list: lists/pmf-test.csv, column: user_id', 'attribute: joined, after: 2020-01-01');
    await applied(one);
    one.add(people(101, 200));
    const plan = await one.crm('plan', ...saturday);
    expect(plan.code).toBe(5);
    expect(plan.stdout).toContain('No changes.');
    expect(plan.stdout.replace(/\s+/g, ' ')).toContain(
      'segment.all had 50 people when something was last applied (2026-11-06), now 150: +200%; allowed are 30% (segments/all.yaml:3:27)',
    );
    const dry = await one.json<Document>(['send', '--dry-run', ...friday]);
    expect(dry.diagnostics).toMatchObject([{ code: 'SEND.POPULATION', severity: 'warning' }]);
    const refused = await one.json<Document>(['send', ...friday], 5);
    expect(refused.diagnostics).toMatchObject([{ code: 'SEND.POPULATION', severity: 'error' }]);
    expect(outbox(one)).toEqual([]);
    await one.json(['send', '--confirm', 'hello', ...friday]);
    expect(outbox(one)).toHaveLength(150);
  });

  it("keep their counts in the ledger, and nobody's id", async () => {
    const one = tiny('population: { min: 10, max_share: 0.6 }\n');
    await applied(one);
    const db = new Database(join(one.dir, '.crm/ledger.db'), { readonly: true });
    expect(db.prepare('select address, people from crm_populations').all()).toEqual([
      { address: 'segment.all', people: 30 },
    ]);
    db.close();
    const plan = await one.crm('plan', '--refresh', 'none', ...friday);
    expect(plan.code).toBe(0);
    write(one, ids(1, 31));
    const text = (await one.crm('plan', ...friday)).stdout.replace(/\s+/g, ' ');
    expect(text).toContain('guarded 31 people; 30 when something was last applied (2026-11-06)');
    expect(text).toContain('segment.all has 31 of 50 people, 62%; allowed are 60%');
  });
});
