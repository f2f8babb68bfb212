import type { Cell, ColumnType, StoreTable } from '../model/store-table.ts';
import { consentsOf } from './consents.ts';
import { devicesOf } from './devices.ts';
import { djs } from './djs.ts';
import { eventsOf, listensOf } from './events.ts';
import { instant } from './instant.ts';
import type { DemoPerson } from './person.ts';
import { everybody, numbered, streamed } from './rows.ts';
import type { Setting } from './setting.ts';

/** Every table of the demo store: its columns in the order of its rows, and the indexes that segments need. */
export const tables = (setting: Setting): StoreTable[] => [
  {
    ...table('people', [], {
      id: 'text',
      nickname: 'text',
      email: 'text',
      phone: 'text',
      locale: 'text',
      tz: 'text',
      country: 'text',
      birthday: 'date',
      plan: 'text',
      app_version: 'text',
      signed_up_at: 'instant',
      profile: 'json',
    }),
    rows: streamed(function* () {
      for (const person of everybody(setting)) yield personRow(person);
    }),
  },
  {
    ...table('events', [['person_id', 'name', 'occurred_at']], {
      id: 'integer',
      person_id: 'text',
      name: 'text',
      occurred_at: 'instant',
      props: 'json',
    }),
    rows: numbered(setting, (person) => eventsOf(setting, person)),
  },
  {
    ...table('listens', [['listener_id', 'started_at']], {
      id: 'integer',
      listener_id: 'text',
      dj_id: 'text',
      started_at: 'instant',
      seconds: 'integer',
    }),
    rows: numbered(setting, (person) => listensOf(setting, person)),
  },
  {
    ...table('djs', [], { id: 'text', name: 'text', url: 'text' }),
    rows: djs(setting.seed).map(({ id, name }) => [id, name, `https://sori.example/dj/${id}`]),
  },
  {
    ...table('devices', [['person_id']], {
      id: 'integer',
      person_id: 'text',
      platform: 'text',
      fcm_token: 'text',
      seen_at: 'instant',
    }),
    rows: numbered(setting, (person) => devicesOf(setting, person).map((row) => [person.id, ...row])),
  },
  {
    ...table('consents', [['person_id', 'medium']], {
      id: 'integer',
      person_id: 'text',
      medium: 'text',
      topic: 'text',
      granted_at: 'instant',
      revoked_at: 'instant',
      night: 'boolean',
    }),
    rows: numbered(setting, (person) => consentsOf(setting, person).map((row) => [person.id, ...row])),
  },
];

const table = (
  name: string,
  indexes: readonly (readonly string[])[],
  columns: Readonly<Record<string, ColumnType>>,
): Omit<StoreTable, 'rows'> => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  primaryKey: 'id',
  indexes,
});

const personRow = (person: DemoPerson): readonly Cell[] => [
  person.id,
  person.nickname,
  person.email,
  person.phone,
  person.locale,
  person.tz,
  person.country,
  person.birthday,
  person.plan,
  person.appVersion,
  person.signedUpAt === null ? null : instant(person.signedUpAt),
  person.profile,
];
