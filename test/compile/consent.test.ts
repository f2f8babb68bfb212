import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';

const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T00:00:00Z`;
const today = 10;

interface Consent {
  readonly person: number;
  readonly medium: string;
  readonly topic: string;
  readonly granted: number;
  readonly revoked: number | undefined;
}

const addresses = [
  ' one@people.example',
  'ONE@people.example\t',
  'two@people.example',
  '\u00a0two@people.example\n',
  'Ä@people.example',
  'a\u0308@people.example',
  ' \t',
  '',
  null,
];
const people = fc.array(fc.constantFrom(...addresses), { minLength: 1, maxLength: 8 });
const consents = fc.array(
  fc.record<Consent>({
    person: fc.nat(8),
    medium: fc.constantFrom('email', 'sms'),
    topic: fc.constantFrom('news', 'offers'),
    granted: fc.integer({ min: 1, max: 20 }),
    revoked: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  }),
  { maxLength: 12 },
);

interface Answers {
  readonly consent: (boolean | undefined)[];
  readonly withdrawn: string[];
}

const fold = (address: string | null): string => (address ?? '').trim().normalize('NFC').toLowerCase();

/** What the page on segments says, in a few lines of our own. */
function judge(list: readonly (string | null)[], rows: readonly Consent[], topic: string | undefined): Answers {
  const of = (person: number) =>
    rows.filter(
      (row) => row.person === person && row.medium === 'email' && (topic === undefined || row.topic === topic),
    );
  const agreed = list.map((_, i) =>
    of(i).some(({ granted, revoked }) => granted <= today && (revoked === undefined || revoked > today)),
  );
  const gone = list.map((_, i) => !agreed[i] && of(i).some(({ revoked }) => revoked !== undefined && revoked <= today));
  const shared = list.flatMap((address, i) => {
    const same = list.filter((other) => fold(other) === fold(address)).length;
    return gone[i] && same > 1 && fold(address) !== '' ? [fold(address)] : [];
  });
  return { consent: agreed, withdrawn: [...new Set(shared)].sort() };
}

async function ask(db: (db: Database.Database) => void, mapping: StoreMapping, topic: string | undefined) {
  const root = mkdtempSync(join(tmpdir(), 'crm-consent-'));
  const file = new Database(join(root, 'store.db'));
  db(file);
  file.close();
  const store = openStore({ url: 'sqlite:store.db', root });
  const program = compile({
    dialect: 'sqlite',
    store: mapping,
    timezone: 'UTC',
    segments: new Map(),
    now: new Date(day(today)),
  });
  const request = { medium: 'email', topic } as const;
  const page = { after: undefined, limit: 100 };
  const facts = program.facts({ ...request, attributes: [], people: program.everyone, page });
  const withdrawn = program.withdrawn(request);
  const answers: Answers = {
    consent: (await store.all(facts)).map((row) => facts.read(row).consent),
    withdrawn: withdrawn ? (await store.all(withdrawn)).map((row) => fold(withdrawn.read(row))).sort() : [],
  };
  await store.close();
  rmSync(root, { recursive: true });
  return answers;
}

const base = { table: 'people', id: 'id', addresses: { email: 'email' } };
const events: StoreMapping['events'] = [{ table: 'events', person: 'p', name: 'n', at: 'a' }];

test('consent in a table: who agreed, and which shared addresses are closed', async () => {
  const consent = {
    table: 'consents',
    person: 'person_id',
    medium: 'medium',
    topic: 'topic',
    granted_at: 'granted_at',
    revoked_at: 'revoked_at',
  };
  const mapping: StoreMapping = { url: 'sqlite:store.db', people: { ...base, consent }, events };
  await fc.assert(
    fc.asyncProperty(people, consents, fc.constantFrom(undefined, 'news'), async (list, rows, topic) => {
      const answers = await ask(
        (db) => {
          db.exec(
            'create table people (id text primary key, email text); create table consents (person_id text, medium text, topic text, granted_at text, revoked_at text)',
          );
          const person = db.prepare('insert into people values (?, ?)');
          list.forEach((address, i) => {
            person.run(`p${i}`, address);
          });
          const row = db.prepare('insert into consents values (?, ?, ?, ?, ?)');
          for (const { person: who, medium, topic: about, granted, revoked } of rows)
            row.run(`p${who}`, medium, about, day(granted), revoked === undefined ? null : day(revoked));
        },
        mapping,
        topic,
      );
      expect(answers).toEqual(judge(list, rows, topic));
    }),
    { numRuns: 60 },
  );
});

test('consent in a column: whatever is there and not yes closes a shared address; nothing there does not', async () => {
  const values = ['yes', 'no', '', null, 'Y', ' YES ', '1', '0', 'revoked'];
  const mapping: StoreMapping = {
    url: 'sqlite:store.db',
    people: { ...base, consent: { columns: { email: 'ok' } } },
    events,
  };
  for (const value of values) {
    const answers = await ask(
      (db) => {
        db.exec('create table people (id text primary key, email text, ok text)');
        db.prepare("insert into people values ('p1', 'a@people.example', 'yes'), ('p2', 'A@people.example', ?)").run(
          value,
        );
        db.prepare("insert into people values ('p3', 'b@people.example', ?)").run(value);
      },
      mapping,
      undefined,
    );
    const yes = ['yes', 'Y', ' YES ', '1'].includes(value ?? '');
    expect(answers.consent).toEqual([true, yes, yes]);
    expect(answers.withdrawn).toEqual(['no', '0', 'revoked'].includes(value ?? '') ? ['a@people.example'] : []);
  }
});
