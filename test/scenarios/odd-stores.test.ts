import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const now = ['--as-of', '2026-11-06T10:05:00Z'];

/** Every command that asks the store, in the order of a day's work. */
const commands = [
  ['validate', '--store'],
  ['segment', 'list', '--counts', ...now],
  ['segment', 'count', ...now],
  ['segment', 'sample', 'all', ...now],
  ['segment', 'explain', 'all', '--sql', ...now],
  ['segment', 'overlap', ...now],
  ['segment', 'coverage', ...now],
  ['segment', 'export', 'all', '--to', 'out.csv', '--force', ...now],
  ['plan', ...now],
  ['apply', '--auto-approve', ...now],
  ['send', '--dry-run', ...now],
  ['send', ...now],
  ['pull', ...now],
  ['report', ...now],
  ['status', ...now],
] as const;

function workspace(sql = ''): TinyWorkspace {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.edit('crm.yaml', 'provider: smtp, url: "${env:SMTP_URL}"', 'provider: file');
  tiny.edit('crm.yaml', ', connections: 5', '');
  if (sql !== '') change(tiny, sql);
  return tiny;
}

const change = (tiny: TinyWorkspace, sql: string): void => {
  const db = new Database(join(tiny.dir, 'store.db'));
  db.exec(sql);
  db.close();
};

/** What each command ends with; nothing of the inside shows. */
async function day(tiny: TinyWorkspace): Promise<number[]> {
  const codes: number[] = [];
  for (const command of commands) {
    const { code, stdout, stderr } = await tiny.crm(...command);
    expect(stdout + stderr, command.join(' ')).not.toMatch(/INTERNAL|NaN|undefined|\n\s+at /);
    codes.push(code ?? -1);
  }
  return codes;
}

const person = "insert into people values ('a', 'a@people.example', '2026-01-01T00:00:00Z', 'gold');";
const consent = "insert into consents values ('a', 'email', '2026-01-02T00:00:00Z', null);";

describe('a whole day with an odd store', () => {
  it('with nobody in it: the rule against empty audiences stops it, and everything else is an answer', async () => {
    const codes = await day(workspace());
    expect(codes.filter((code) => ![0, 4, 5, 8].includes(code))).toEqual([]);
  });

  it('with one person in it', async () => {
    const tiny = workspace(person + consent);
    expect(await day(tiny)).toEqual(commands.map(() => 0));
    expect(await tiny.json(['status', ...now])).toMatchObject({ campaigns: [{ id: 'hello' }] });
  });

  it('with people without an id, a blank one, and the largest number there is', async () => {
    const tiny = workspace(`drop table people; create table people (id, email text, joined text, tier text);
      insert into people values (null, 'n@people.example', '2026-01-01T00:00:00Z', 'gold'), ('', 'b@people.example', '2026-01-01T00:00:00Z', 'gold'),
        (9223372036854775807, 'big@people.example', '2026-01-01T00:00:00Z', 'gold'), ('김 🙂', 'k@people.example', '2026-01-01T00:00:00Z', 'gold');
      insert into consents select id, 'email', '2026-01-02T00:00:00Z', null from people where id is not null;`);
    const codes = await day(tiny);
    expect(codes.filter((code) => code !== 0)).toEqual([]);
    const counted = await tiny.json<{ segments: { id: string; count: number }[] }>(['segment', 'count', 'all', ...now]);
    // Somebody without an id cannot be meant.
    expect(counted.segments[0]?.count).toBe(3);
  });
});

describe('a store that is not what crm.yaml says', () => {
  interface Found {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly file: string | null;
      readonly line: number | null;
    }[];
  }

  it.each([
    ['a mapped column', 'alter table people rename column tier to level', 'crm.yaml'],
    ['a mapped table', 'drop table consents', 'crm.yaml'],
    ['the table of people', 'drop table people', 'crm.yaml'],
  ])('without %s: named with its line, by every command that asks', async (_, sql, file) => {
    const tiny = workspace(person + consent + sql);
    for (const command of [
      ['segment', 'count', 'gold'],
      ['segment', 'explain', 'gold'],
      ['segment', 'overlap'],
      ['segment', 'coverage'],
      ['segment', 'export', 'gold', '--to', 'x.csv'],
      ['plan'],
    ]) {
      const { diagnostics } = await tiny.json<Found>([...command, ...now], 3);
      expect(diagnostics[0], command.join(' ')).toMatchObject({ file, line: expect.any(Number) });
      expect(diagnostics[0]?.code).toMatch(/^(STORE|WORKSPACE)\./);
    }
  });
});
