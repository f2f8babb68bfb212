import { Bug } from '../base/bug.ts';
import { fitsAt } from '../model/limits.ts';
import type { DeliveryLedger, Store } from '../model/ports.ts';
import type { Query, RecordedPart, Row } from '../model/query.ts';
import type { RecordLedger } from '../model/record-ledger.ts';
import type { AskedPerson, RecordedQuestion } from '../model/recorded.ts';

type Answers = Pick<RecordLedger, 'messageTimes' | 'stays'> & Pick<DeliveryLedger, 'contacts'>;

/** Most people in a slice: so many ids fit into a query of every database, and into memory many times. */
const most = 5000;

/**
 * A store that also answers what only the ledger knows, wherever that is: such queries are asked for one slice of the people after the other,
 * each with the ids of those for whom the ledger says yes. Without a ledger nobody was ever contacted.
 */
export function askWithLedger(store: Store, ledger: Answers | undefined, sliceSize = most): Store {
  const rowsOf = async function* (query: Query): AsyncGenerator<Row> {
    if (!query.recorded) yield* store.stream(query);
    else for await (const rows of slices({ store, ledger, part: query.recorded, sliceSize })) yield* rows;
  };
  return {
    ...store,
    stream: rowsOf,
    all: async (query) => {
      if (!query.recorded) return store.all(query);
      const rows: Row[] = [];
      for await (const page of slices({ store, ledger, part: query.recorded, sliceSize }))
        for (const row of page) rows.push(row);
      return rows;
    },
  };
}

interface Asking {
  readonly store: Store;
  readonly ledger: Answers | undefined;
  readonly part: RecordedPart;
  readonly sliceSize: number;
}

async function* slices({ store, ledger, part, sliceSize }: Asking): AsyncGenerator<readonly Row[]> {
  const wanted = part.rows === 'sums' ? undefined : part.rows.most;
  let left = wanted ?? Number.POSITIVE_INFINITY;
  let total: Row | undefined;
  let [after, size] = [part.after, Math.min(sliceSize, wanted ?? sliceSize)];
  for (;;) {
    const people = (await store.all(part.slice(after, part.named ? Number.MAX_SAFE_INTEGER : size))).map(readPerson);
    const until = people.at(-1)?.id;
    if (until === undefined) break;
    const rows = (await store.all(part.ask({ after, until }, await answers({ ledger, part, people })))).slice(0, left);
    if (wanted === undefined) total = added(total, rows[0]);
    else yield rows;
    left -= rows.length;
    if (part.named || people.length < size || left <= 0) break;
    after = until;
    // Few were found among so many: the next page of them is farther away.
    size = Math.min(sliceSize, size * 2);
  }
  if (total) yield [total];
}

const readPerson = ({ id, timezone }: Row): AskedPerson => ({
  id: String(id),
  timezone: timezone === null || timezone === undefined ? undefined : String(timezone),
});

async function answers({
  ledger,
  part,
  people,
}: Pick<Asking, 'ledger' | 'part'> & { people: readonly AskedPerson[] }): Promise<string[][]> {
  const ids = people.map(({ id }) => id);
  const found: string[][] = [];
  for (const question of part.questions) {
    const holds = await holdsFor(question, { ledger, ids });
    found.push(people.filter(holds).map(({ id }) => id));
  }
  return found;
}

async function holdsFor(
  question: RecordedQuestion,
  { ledger, ids }: { ledger: Answers | undefined; ids: readonly string[] },
): Promise<(person: AskedPerson) => boolean> {
  if (question.kind === 'messages') {
    const times = await ledger?.messageTimes(question.asked, ids);
    return (person) => question.holds(times?.get(person.id) ?? [], person);
  }
  if (question.kind === 'load') {
    const { rules, now } = question;
    const contacts = await ledger?.contacts({ people: ids, rules, now });
    return ({ id }) => fitsAt(rules.message, contacts?.get(id) ?? [], { limits: rules.limits, now }) !== undefined;
  }
  const stays = await ledger?.stays(question.segment, ids);
  return ({ id }) => question.holds(stays?.get(id) ?? []);
}

/** Numbers of one row of several slices. */
function added(total: Row | undefined, row: Row | undefined): Row {
  if (!row) throw new Bug('a query of numbers gave no row');
  if (!total) return row;
  return Object.fromEntries(Object.entries(total).map(([key, n]) => [key, Number(n ?? 0) + Number(row[key] ?? 0)]));
}
