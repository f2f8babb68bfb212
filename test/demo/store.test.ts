import { describe, expect, it } from 'vitest';
import { makeStore, now, readTable } from './read-store.ts';

const store = makeStore();
const people = readTable(store, 'people');
const consents = readTable(store, 'consents');
const table = (name: string) => readTable(store, name);

describe('the demo store', () => {
  it('is the same for the same arguments, and another for another seed', () => {
    const all = (seed: number) => makeStore(300, seed).map(({ name }) => readTable(makeStore(300, seed), name));
    expect(all(7)).toEqual(all(7));
    expect(all(7)).not.toEqual(all(8));
  });

  it('gives the same rows to every reader', () => {
    const events = store.find(({ name }) => name === 'events');
    expect(readTable(store, 'events')).toEqual(events && readTable([events], 'events'));
  });

  it('changes nothing about the first people when there are more', () => {
    expect(readTable(makeStore(50), 'people')).toEqual(people.slice(0, 50));
    expect(readTable(makeStore(50), 'consents')).toEqual(
      consents.slice(0, readTable(makeStore(50), 'consents').length),
    );
  });

  it('has the tables that crm.yaml maps, with a cell for each column and keys that are unique', () => {
    expect(store.map(({ name }) => name)).toEqual(['people', 'events', 'listens', 'djs', 'devices', 'consents']);
    for (const { name, columns, rows, primaryKey, indexes } of store) {
      const list = [...(rows as Iterable<readonly unknown[]>)];
      expect(list.length, name).toBeGreaterThan(0);
      expect(
        list.every((row) => row.length === columns.length),
        name,
      ).toBe(true);
      expect(primaryKey).toBe('id');
      expect(new Set(list.map(([id]) => id)).size, name).toBe(list.length);
      for (const column of indexes.flat()) expect(columns.map((one) => one.name)).toContain(column);
    }
  });

  it('has no instant at or after now, and none that is not UTC with seconds', () => {
    const limit = now.toISOString().replace('.000Z', 'Z');
    for (const { name, columns } of store) {
      const instants = columns.filter(({ type }) => type === 'instant').map((column) => column.name);
      for (const row of table(name)) {
        for (const column of instants) {
          const value = row[column];
          if (value === null) continue;
          expect(value).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
          expect(String(value) < limit, `${name}.${column} ${value}`).toBe(true);
        }
      }
    }
  });

  it('goes back 90 days and no further', () => {
    const oldest = [...table('events'), ...table('listens')]
      .map((row) => String(row.occurred_at ?? row.started_at))
      .sort()[0];
    expect(oldest?.slice(0, 10)).toBe('2026-08-08');
  });

  it('withdraws consent only after it was given', () => {
    const withdrawn = consents.filter(({ revoked_at }) => revoked_at !== null);
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(withdrawn.every(({ granted_at, revoked_at }) => String(granted_at) < String(revoked_at))).toBe(true);
  });

  it('points from every table to people and DJs who exist', () => {
    const ids = new Set(people.map(({ id }) => id));
    const djs = new Set(table('djs').map(({ id }) => id));
    for (const [name, column] of Object.entries({
      events: 'person_id',
      listens: 'listener_id',
      devices: 'person_id',
      consents: 'person_id',
    })) {
      expect(
        table(name).every((row) => ids.has(row[column] ?? null)),
        name,
      ).toBe(true);
    }
    expect(table('listens').every(({ dj_id }) => djs.has(dj_id ?? null))).toBe(true);
  });
});

describe('the demo people', () => {
  const share = (test: (row: (typeof people)[number]) => boolean): number => people.filter(test).length / people.length;

  it('are visitors without an account, eight in a hundred', () => {
    const visitors = people.filter(({ signed_up_at }) => signed_up_at === null);
    expect(visitors.length / people.length).toBeGreaterThan(0.06);
    expect(visitors.length / people.length).toBeLessThan(0.1);
    expect(visitors.every(({ email, phone, nickname }) => email === null && phone === null && nickname === null)).toBe(
      true,
    );
  });

  it('have addresses that belong to nobody', () => {
    for (const { email, phone } of people) {
      if (email !== null) expect(email).toMatch(/^[a-z0-9]+@sori-demo\.example$/);
      if (phone !== null) expect(phone).toMatch(/^0100000\d{4}$/);
    }
  });

  it('live in several zones, some of them unknown or nonsense', () => {
    expect(share(({ tz }) => tz === 'Asia/Seoul')).toBeGreaterThan(0.75);
    expect(share(({ tz }) => tz === 'Asia/Seoul')).toBeLessThan(0.85);
    for (const zone of ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Paris', null])
      expect(share(({ tz }) => tz === zone)).toBeGreaterThan(0.01);
    expect(share(({ tz }) => ['Mars/Base', 'KST', 'Asia/Soul'].includes(String(tz)))).toBeGreaterThan(0);
  });

  it('lack values here and there', () => {
    for (const column of ['nickname', 'email', 'phone', 'locale', 'birthday', 'profile', 'app_version', 'country']) {
      expect(
        share((row) => row.signed_up_at !== null && row[column] === null),
        column,
      ).toBeGreaterThan(0);
    }
  });

  it('have nicknames in Korean and with emoji', () => {
    expect(share(({ nickname }) => /\p{Script=Hangul}/u.test(String(nickname)))).toBeGreaterThan(0.5);
    expect(share(({ nickname }) => /\p{Extended_Pictographic}/u.test(String(nickname)))).toBeGreaterThan(0.03);
  });
});
