import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Explained {
  readonly sentence: string;
  readonly count: number;
  readonly leaves: readonly { readonly condition: string; readonly count: number }[];
  readonly sql: string;
  readonly bindings: readonly unknown[];
  readonly plan: readonly string[];
  readonly advice: readonly { readonly statement: string; readonly why: string }[];
}

const where = `
  all:
    - { attribute: tier, is: gold }
    - { event: app_opened, count: { at_least: 2 }, within: 30d }
    - not: { segment: gold }
`;

function workspace(): TinyWorkspace {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add([
    { id: 'a', email: 'a@people.example', tier: 'gold' },
    { id: 'b', email: 'b@people.example' },
  ]);
  writeFileSync(join(tiny.dir, 'segments/mix.yaml'), `title: 골드 손님\nwhere:${where}`);
  store(
    tiny,
    "insert into events values ('a', 'app_opened', '2026-11-05T00:00:00Z'), ('b', 'gift', '2026-11-05T00:00:00Z')",
  );
  return tiny;
}

const store = (tiny: TinyWorkspace, sql: string): void => {
  const db = new Database(join(tiny.dir, 'store.db'));
  db.exec(sql);
  db.close();
};

const now = ['--as-of', '2026-11-06T10:05:00Z'];

describe('crm segment explain', () => {
  it('says what is asked, how many each condition finds, and shows the query with the way through it', async () => {
    const tiny = workspace();
    const explained = await tiny.json<Explained>(['segment', 'explain', 'mix', ...now]);
    expect(explained.sentence).toBe(
      'Everybody of whom it is true: tier is "gold" and did app_opened at least 2 times in the last 30 days and not (is in the segment gold).',
    );
    expect([explained.count, ...explained.leaves.map(({ count }) => count)]).toEqual([0, 1, 0, 1]);
    const { stdout } = await tiny.crm('segment', 'explain', 'mix', '--sql', ...now);
    expect(stdout).toContain('mix · 골드 손님\n0 people');
    expect(stdout).toMatch(/^1 {4}tier is "gold"$/m);
    expect(stdout).toMatch(/^ {3} {2}this does not hold:$/m);
    expect(stdout).toMatch(/How the database goes about it\n +\w+/);
    const { stdout: markdown } = await tiny.crm('segment', 'explain', 'mix', '--format', 'markdown', '--sql', ...now);
    expect(markdown).toContain('- all of these hold:\n  - tier is "gold": **1**');
    expect(markdown).toContain('```sql\nselect');
    // The query that is shown is the one that finds them.
    const db = new Database(join(tiny.dir, 'store.db'), { readonly: true });
    const simple = await tiny.json<Explained>(['segment', 'explain', 'gold', ...now]);
    expect(db.prepare(simple.sql).all(...simple.bindings)).toEqual([{ id: 'a' }]);
    db.close();
  });

  it('advises the index that is missing, with what it saves, until it is there', async () => {
    const tiny = workspace();
    const advice = async () => (await tiny.json<Explained>(['segment', 'explain', 'mix', ...now])).advice;
    const [first] = await advice();
    expect(first?.statement).toBe(
      'create index "crm_events_person_id_name_at" on "events" ("person_id", "name", "at");',
    );
    expect(first?.why).toContain('Without it the 2 rows of events are read');
    store(tiny, first?.statement ?? '');
    expect(await advice()).toEqual([]);
  });

  it('of a condition that the ledger answers, and of nobody', async () => {
    const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
    writeFileSync(join(tiny.dir, 'segments/sent.yaml'), 'title: x\nwhere: { message: any }\n');
    expect(await tiny.json<Explained>(['segment', 'explain', 'sent', ...now])).toMatchObject({ count: 0 });
    tiny.add([{ id: 'somebody-real', email: 'a@people.example' }]);
    const { stdout } = await tiny.crm('segment', 'explain', 'sent', '--sql', ...now);
    expect(stdout).toContain('with what the ledger says of them');
    expect(stdout).toMatch(/How the database goes about it\n +\w+/);
    // Who is asked about is nobody's business, in any form.
    const json = await tiny.json<Explained>(['segment', 'explain', 'sent', ...now]);
    const { stdout: markdown } = await tiny.crm('segment', 'explain', 'sent', '--sql', '--format', 'markdown', ...now);
    for (const shown of [stdout, JSON.stringify(json), markdown]) expect(shown).not.toContain('somebody-real');
    expect((await tiny.crm('segment', 'explain', 'sen')).code).toBe(4);
  });
});
