import { Bug } from '../base/bug.ts';
import type { Query, RecordedPart, Slice } from '../model/query.ts';
import type { Context } from './context.ts';
import { answered, type Fragment, finish, name, nothing, questionsOf, raw, sql } from './fragment.ts';
import { exactPersonId, following, personId, personIn, upTo } from './id-column.ts';
import { tableName } from './table-name.ts';

/** The people whom a query is about: those who are named, or everybody after an id; and what its rows are. */
export interface Scope {
  readonly ids?: readonly string[];
  readonly after?: string | undefined;
  readonly rows: RecordedPart['rows'];
}

/** The part that the ledger has in a query; undefined when it has none, so that the query can be asked as it is. */
export function recordedPart(context: Context, query: Fragment, { ids, after, rows }: Scope): RecordedPart | undefined {
  const questions = questionsOf(query);
  if (questions.length === 0) return undefined;
  const whole = (fragment: Fragment): Query => finish(fragment, context.dialect.placeholder);
  return {
    questions,
    named: ids !== undefined,
    after,
    rows,
    slice: (from, limit) => whole(sliceQuery(context, ids ? personIn(context, ids) : following(context, from), limit)),
    ask: (slice, answers) =>
      whole(
        answered(query, {
          slice: ids || !slice ? raw('') : sql` and ${bounds(context, slice)}`,
          answer: (question) => {
            const found = answers[questions.indexOf(question)];
            if (!found) throw new Bug('a question about people was not answered');
            return JSON.stringify(found.map((id) => [id]));
          },
        }),
      ),
  };
}

function sliceQuery(context: Context, which: Fragment, limit: number): Fragment {
  const { table, timezone } = context.mapping.people;
  const id = personId(context);
  const zone = timezone === undefined ? nothing : name('p', timezone);
  return sql`select ${id} as ${name('id')}, ${zone} as ${name('timezone')} from ${tableName(context, table)} p where ${which} order by ${id}, ${exactPersonId(context)} limit ${raw(String(limit))}`;
}

const bounds = (context: Context, { after, until }: Slice): Fragment =>
  sql`${following(context, after)} and ${upTo(context, until)}`;
