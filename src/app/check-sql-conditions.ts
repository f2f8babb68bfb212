import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

/** Queries of one's own that the database does not take: it is asked how it would go about them, and runs none. */
export async function checkSqlConditions(
  { config, segments }: Workspace,
  store: Store,
  now: Date,
): Promise<Diagnostic[]> {
  const { store: mapping, timezone } = config.value;
  const asked = [...segments.values()].flatMap(({ value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) =>
      'sql' in condition ? [{ condition, place: source.place([...pointer, 'sql']) }] : [],
    ),
  );
  if (asked.length === 0) return [];
  const tables = await store.tables();
  const program = compile({ store: mapping, dialect: store.dialect, tables, timezone, segments: new Map(), now });
  const findings: Diagnostic[] = [];
  for (const { condition, place } of asked) {
    try {
      await store.explain(program.ids(program.segment({ title: 'sql', where: condition })));
      // PostgreSQL would take the first of several columns.
      const sql = `select 1 as one from (select 1 as one) o where null in (\n${condition.sql}\n)`;
      await store.explain({ sql, bindings: [] });
    } catch (error) {
      const said = error instanceof CrmError ? error.diagnostics[0] : undefined;
      if (said?.code !== 'STORE.QUERY_FAILED') throw error;
      findings.push({
        code: 'SEGMENT.SQL_FAILS',
        severity: 'error',
        summary: `the database does not take this query: ${said.summary.replace(/^[^:]*: /, '')}`,
        place,
        why: 'It must be one query that gives one column of ids, over tables and columns that the store has.',
        next: ['Try it in a client of the database, then correct it here.'],
      });
    }
  }
  return findings;
}
