import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly summary: string;
  readonly file: string;
  readonly line: number;
  readonly suggestions: readonly string[];
}
interface Found {
  readonly valid?: boolean;
  readonly diagnostics: readonly Finding[];
}

const tiny = (): TinyWorkspace => tinyWorkspace(() => 'smtp://127.0.0.1:1');
const store = (one: TinyWorkspace, sql: string): void => {
  const db = new Database(join(one.dir, 'store.db'));
  db.exec(sql);
  db.close();
};
const people = [
  { id: 'a', email: 'a@people.example' },
  { id: 'b', email: 'b@people.example', tier: 'gold' },
];
const friday = ['--as-of', '2026-11-06T10:05:00Z'];

describe('what the files ask and the store has not', () => {
  it('times that cannot be read are counted, in validate and in the plan, without their content', async () => {
    const one = tiny();
    one.add(people);
    store(
      one,
      `insert into events values ('a', 'app_opened', '11/05/2026 9:00'), ('a', 'app_opened', '2026-02-30T00:00:00Z'),
        ('a', 'app_opened', ''), ('a', 'app_opened', null), ('b', 'app_opened', '2026-11-05 09:00:00+09'),
        ('b', 'app_opened', '2026-11-05T09:00:00+0900'), ('b', 'app_opened', '2026-11-05');
       update people set joined = 'Mina Kim' where id = 'a'`,
    );
    const { diagnostics } = await one.json<Found>(['validate', '--store']);
    expect(diagnostics).toMatchObject([
      {
        code: 'STORE.UNREADABLE_INSTANT',
        severity: 'warning',
        summary: '`events.at`: 2 values are no instants, of the form `99/99/9999 9:99` among them',
        file: 'crm.yaml',
        line: 13,
      },
      {
        code: 'STORE.UNREADABLE_INSTANT',
        summary: '`people.joined`: 1 value is no instant, of the form `aaaa aaa` among them',
      },
    ]);
    const plan = await one.json<Found>(['plan', ...friday]);
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(diagnostics.map(({ code }) => code));
  });

  it('so are those inside JSON, and those that a segment compares in another way', async () => {
    const one = tiny();
    one.add(people);
    store(
      one,
      `alter table people add column profile text; update people set joined = '1793500000', profile = '{"born": "1.2.1990"}';
       insert into events values ('a', 'app_opened', '2026-11-05T00:00:00Z')`,
    );
    one.edit('crm.yaml', 'joined: joined', 'joined: JOINED, born: profile.born');
    one.edit('segments/all.yaml', 'after: 2020-01-01', 'between: [2020-01-01, -1d]');
    one.edit('segments/gold.yaml', 'attribute: tier, is: gold', 'attribute: born, older_than: 20y');
    const { diagnostics } = await one.json<Found>(['validate', '--store']);
    expect(diagnostics.map(({ summary, line }) => `${line}: ${summary}`)).toEqual([
      '9: `people.JOINED`: 2 values are no instants, of the form `9999999999` among them',
      '9: `people.profile.born`: 2 values are no instants, of the form `9.9.9999` among them',
    ]);
  });

  it('an event that nobody ever did is a warning with the nearest name', async () => {
    const one = tiny();
    one.add(people);
    store(one, "insert into events values ('a', 'app_open', '2026-11-05T00:00:00Z')");
    const { valid, diagnostics } = await one.json<Found>(['validate', '--store']);
    expect(valid).toBe(true);
    const warning = {
      code: 'WORKSPACE.EVENT_NEVER_SEEN',
      severity: 'warning',
      file: 'crm.yaml',
      suggestions: ['app_open'],
    };
    expect(diagnostics).toMatchObject([warning]);
    expect((await one.json<Found>(['plan', ...friday])).diagnostics).toMatchObject([warning]);
  });

  it('a number asked of a column of text is an error with the way out', async () => {
    const one = tiny();
    one.edit('segments/gold.yaml', 'is: gold', 'at_least: 3');
    const { diagnostics } = await one.json<Found>(['validate', '--store'], 3);
    expect(diagnostics.find(({ code }) => code === 'SEGMENT.TYPE_MISMATCH')).toMatchObject({
      severity: 'error',
      summary: '`tier` is text in the store, 3 is a number',
      file: 'segments/gold.yaml',
      line: 3,
    });
    expect((await one.json<Found>(['segment', 'count', 'gold'], 3)).diagnostics).toMatchObject([
      { code: 'SEGMENT.TYPE_MISMATCH' },
    ]);
  });

  it('text that is asked of a column of numbers is an error, because nobody would be found', async () => {
    const one = tiny();
    store(one, 'alter table people add column age integer');
    one.edit('crm.yaml', 'tier: tier', 'tier: age');
    one.edit('segments/gold.yaml', 'is: gold', 'in: [gold, "30"]');
    const { diagnostics } = await one.json<Found>(['validate', '--store'], 3);
    expect(diagnostics).toMatchObject([
      { code: 'SEGMENT.TYPE_MISMATCH', summary: '`tier` is a number in the store, "30" is text', line: 3 },
    ]);
  });

  it('tests and sums of a table of its own are asked too', async () => {
    const one = tiny();
    store(one, 'create table gifts (person_id text, at text, amount text, kind integer)');
    one.edit(
      'crm.yaml',
      'ledger:',
      '    - { event: gift, table: gifts, person: person_id, at: at, properties: { amount: amount, kind: kind } }\nledger:',
    );
    one.edit(
      'crm.yaml',
      'metrics:\n',
      'metrics:\n  gifts: { event: gift, sum: amount, where: [{ property: kind, is: "2" }] }\n',
    );
    const { diagnostics } = await one.json<Found>(['validate', '--store'], 3);
    expect(diagnostics).toMatchObject([
      { code: 'WORKSPACE.TYPE_MISMATCH', summary: '`kind` is a number in the store, "2" is text', file: 'crm.yaml' },
      { code: 'WORKSPACE.SUM_OF_TEXT', file: 'crm.yaml' },
    ]);
  });

  it('names are the same whatever the case of their letters, as the database has it', async () => {
    const one = tiny();
    one.add(people);
    one.edit('crm.yaml', 'table: people', 'table: People');
    one.edit('crm.yaml', 'tier: tier', 'tier: TIER');
    one.edit('crm.yaml', 'email: email', 'email: Email');
    const { segments } = await one.json<{ segments: { count: number }[] }>(['segment', 'count', 'all']);
    expect(segments).toMatchObject([{ count: 2 }]);
  });

  it('a segment is counted, whatever else in the workspace does not fit the store; what it refers to has to', async () => {
    const one = tiny();
    one.add(people);
    one.edit('segments/gold.yaml', 'is: gold', 'at_least: 3');
    expect(await one.json(['segment', 'count', 'all'])).toMatchObject({ segments: [{ id: 'all', count: 2 }] });
    one.edit('segments/all.yaml', '{ attribute: joined, after: 2020-01-01 }', '{ not: { segment: gold } }');
    expect((await one.json<Found>(['segment', 'count', 'all'], 3)).diagnostics).toMatchObject([
      { code: 'SEGMENT.TYPE_MISMATCH', file: 'segments/gold.yaml' },
    ]);
  });
});
