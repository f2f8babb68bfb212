import { byName } from '../base/by-name.ts';
import type { Condition } from '../model/condition.ts';
import type { IndexAdvice } from '../model/explained.ts';
import type { Store } from '../model/ports.ts';
import { beginsWith, tableIndexes } from '../model/table-indexes.ts';
import { walkCondition } from '../model/walk-condition.ts';
import { walkMentions } from '../model/walk-mentions.ts';
import type { StoreMapping } from '../model/workspace.ts';
import { createIndex } from './create-index.ts';
import { quotedName } from './quoted-name.ts';

/** Columns by which a condition looks rows of a person up, the most useful order first. */
interface Wanted {
  readonly table: string;
  readonly columns: readonly string[];
  /** Rows of this name are looked for. */
  readonly event?: string;
}

/** More rows are not counted: an estimate does not get better by it. */
const most = 1_000_000;

/** Indexes that would help these conditions and are not there, and what they would save. */
export async function indexAdvice(
  store: Store,
  mapping: StoreMapping,
  conditions: readonly Condition[],
): Promise<IndexAdvice[]> {
  const [indexes, tables] = [await store.indexes(), await store.tables()];
  const advice = new Map<string, IndexAdvice>();
  for (const wanted of conditions.flatMap((condition) => wantedBy(mapping, condition))) {
    const there = tableIndexes(indexes, wanted.table);
    // Nobody can put an index on a view.
    if (!there) continue;
    const has = (columns: readonly string[]): boolean => there.some((index) => beginsWith(index, columns));
    const byPerson = has(wanted.columns.slice(0, 1));
    // By person and name is nearly as good: times are few then.
    const byPersonAndName = wanted.event !== undefined && has(wanted.columns.slice(0, 2));
    const all = has(wanted.columns);
    const key = `${wanted.table} ${wanted.columns.join()}`;
    if (all || byPersonAndName || advice.has(key)) continue;
    const why = await saving(store, mapping, { ...wanted, byPerson });
    if (why !== undefined)
      advice.set(key, {
        ...{ table: wanted.table, columns: wanted.columns, why },
        statement: createIndex(store.dialect, { ...wanted, shapes: byName(tables, wanted.table) ?? [] }),
      });
  }
  return [...advice.values()];
}

function wantedBy(mapping: StoreMapping, condition: Condition): Wanted[] {
  const { events = [], related = {}, people } = mapping;
  const singles = [...walkCondition(condition, [])].map((one) => one.condition);
  const named = [...walkMentions(condition, [])].flatMap(({ kind, name }) => (kind === 'event' ? [name] : []));
  const ofEvents = [...new Set(named)].flatMap((event) =>
    events.flatMap((source): Wanted[] => {
      if ('name' in source) return [{ table: source.table, columns: [source.person, source.name, source.at], event }];
      return source.event === event ? [{ table: source.table, columns: [source.person, source.at] }] : [];
    }),
  );
  const ofRelated = singles.flatMap((one): Wanted[] => {
    const source = 'related' in one ? related[one.related] : undefined;
    return source ? [{ table: source.table, columns: [source.person] }] : [];
  });
  const asksConsent = singles.some((one) => 'reachable' in one || 'consent' in one);
  const { consent } = people;
  const ofConsent: Wanted[] =
    asksConsent && consent && 'table' in consent ? [{ table: consent.table, columns: [consent.person] }] : [];
  return [...ofEvents, ...ofRelated, ...ofConsent];
}

/** What is read with and without it; undefined when there is nothing to save. */
async function saving(
  store: Store,
  mapping: StoreMapping,
  { table, columns, event, byPerson }: Wanted & { byPerson: boolean },
): Promise<string | undefined> {
  const quote = (name: string): string => quotedName(store.dialect, name, 'ansi');
  const count = async (from: string, where = '', bindings: readonly string[] = []): Promise<number> => {
    const sql = `select count(*) as n from (select 1 as one from ${from}${where} limit ${most}) x`;
    return Number((await store.all({ sql, bindings }))[0]?.n ?? 0);
  };
  const rows = await count(quote(table));
  const people = await count(quote(mapping.people.table));
  if (rows === 0 || people === 0) return undefined;
  // Where not all were counted, nobody knows how many a person has.
  const known = rows < most && people < most;
  if (!byPerson && !known) return `Without it the ${about(rows)} rows of ${table} are read to find anybody's.`;
  if (!byPerson)
    return `Without it the ${about(rows)} rows of ${table} are read to find anybody's; a person has about ${each(rows, people)}.`;
  const [, name = ''] = columns;
  const mark = store.dialect === 'postgres' ? '$1' : '?';
  const some = event === undefined ? rows : await count(quote(table), ` where ${quote(name)} = ${mark}`, [event]);
  // The rows of a person are read already; what is left to save is those of other events.
  if (event === undefined || (known && some * 2 > rows)) return undefined;
  if (!known) return `Rows of a person are found already; with it only the ${event} among them are read.`;
  return `Rows of a person are found already; with it only the ${event} among them are read: about ${each(some, people)} instead of ${each(rows, people)} a person.`;
}

const about = (n: number): string => (n >= most ? `more than ${most.toLocaleString('en')}` : n.toLocaleString('en'));

const each = (rows: number, people: number): string => {
  const n = rows / people;
  return n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString('en');
};
