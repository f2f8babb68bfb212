import type { World } from './world.ts';

export type ColumnType = 'id' | 'text' | 'number' | 'integer' | 'boolean' | 'instant' | 'date' | 'json';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** A time without a zone, read as UTC: PostgreSQL's `timestamp`. */
  readonly zoneless?: true;
  readonly key?: true;
  /** More than a few words fit in. */
  readonly long?: true;
}

export type Cells = Readonly<Record<string, unknown>>;

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** What a good operator would index. */
  readonly indexes: readonly (readonly string[])[];
  readonly rows: readonly Cells[];
}

type Shape = Omit<Table, 'rows'>;

const columns = (types: Readonly<Record<string, ColumnType>>): Column[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

const shapes: Readonly<Record<string, Shape>> = {
  people: {
    name: 'people',
    columns: [
      { name: 'id', type: 'id', key: true },
      ...columns({ signed_up_at: 'instant', tz: 'text', locale: 'text' }),
      { name: 'plan', type: 'text', long: true },
      ...columns({ country: 'text', score: 'number', age: 'integer', staff: 'boolean', seen_at: 'instant' }),
      { name: 'local_at', type: 'instant', zoneless: true },
      ...columns({ seen_text: 'text', born: 'date', last_ms: 'integer', first_s: 'integer' }),
      ...columns({ profile: 'json', tags: 'json', app_version: 'text', lat: 'number', lng: 'number' }),
      ...columns({ email: 'text', phone: 'text' }),
    ],
    indexes: [['signed_up_at'], ['email'], ['phone'], ['country']],
  },
  events: {
    name: 'events',
    columns: [
      { name: 'id', type: 'integer', key: true },
      ...columns({ person_id: 'id', name: 'text', occurred_at: 'instant', props: 'json' }),
    ],
    indexes: [
      ['person_id', 'occurred_at'],
      ['name', 'occurred_at'],
    ],
  },
  listens: {
    name: 'listens',
    columns: [
      { name: 'id', type: 'integer', key: true },
      ...columns({ listener_id: 'id', started_at: 'instant', dj_id: 'text', seconds: 'number', live: 'boolean' }),
    ],
    indexes: [['listener_id', 'started_at'], ['started_at']],
  },
  pings: {
    name: 'pings',
    columns: [
      { name: 'id', type: 'integer', key: true },
      ...columns({ device: 'id', at_ms: 'integer', battery: 'number' }),
    ],
    indexes: [['device', 'at_ms']],
  },
  devices: {
    name: 'devices',
    columns: columns({ person_id: 'id', fcm_token: 'text', platform: 'text', model: 'text' }),
    indexes: [['person_id'], ['fcm_token']],
  },
  consents: {
    name: 'consents',
    columns: columns({
      person_id: 'id',
      medium: 'text',
      topic: 'text',
      granted_at: 'instant',
      revoked_at: 'instant',
      night: 'boolean',
    }),
    indexes: [['person_id', 'medium', 'topic']],
  },
  invoices: {
    name: 'invoices',
    columns: columns({
      person_id: 'id',
      status: 'text',
      amount: 'number',
      due_at: 'instant',
      due_on: 'date',
      paid_ms: 'integer',
    }),
    indexes: [['person_id']],
  },
  seats: {
    name: 'seats',
    columns: columns({ person_id: 'id', account: 'text', account_plan: 'text', role: 'text' }),
    indexes: [['person_id'], ['account']],
  },
};

/** The type of a column, which a value is read by. */
export function columnType(table: string, column: string): ColumnType {
  const found = shapes[table]?.columns.find(({ name }) => name === column);
  if (!found) throw new RangeError(`a world has no column ${table}.${column}`);
  return found.type;
}

/** The store of a world; its ledger, segments and lists are no tables of the store. */
export function tables(world: World): Table[] {
  return Object.values(shapes).map((shape) => ({
    ...shape,
    rows: world[shape.name as 'people'] as readonly object[] as readonly Cells[],
  }));
}
