import type { RelatedCondition } from '../../model/condition.ts';
import { columnValue } from '../column-value.ts';
import type { Context } from '../context.ts';
import { accepts, countTest, isAtLeastOne } from '../count-test.ts';
import { type Fragment, join, no, sql, yes } from '../fragment.ts';
import { ofPerson } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import { timed } from '../timed.ts';
import { valueTest } from '../value-test.ts';

/** How many rows of a related table belong to the person. */
export function relatedCondition(context: Context, { related, where = [], count, never }: RelatedCondition): Fragment {
  const source = context.mapping.related?.[related];
  if (!source) return never || (count && accepts(count, 0)) ? yes : no;
  const { table, person, units } = source;
  const tests = where.map((test) => {
    const [column = test.property, ...path] = test.property.split('.');
    const value = timed(columnValue(context, { alias: 'r', table, column }), units?.[column]);
    return valueTest(context, path.length === 0 ? value : context.dialect.at(value, path), test);
  });
  const mine = ofPerson(context, { alias: 'r', table, column: person });
  const rows = sql`from ${tableName(context, table)} r where ${join([mine, ...tests], ' and ')}`;
  if (never) return sql`not exists (select 1 ${rows})`;
  if (!count || isAtLeastOne(count)) return sql`exists (select 1 ${rows})`;
  return countTest(sql`(select count(*) ${rows})`, count);
}
