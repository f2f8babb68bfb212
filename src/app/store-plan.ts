import type { Store } from '../model/ports.ts';
import type { Query, Row } from '../model/query.ts';

/** The query as people may see it: with a part of the ledger, without the ids of those whom it is asked about. */
export const shownQuery = (query: Query): Query =>
  query.recorded?.ask(
    undefined,
    query.recorded.questions.map(() => []),
  ) ?? query;

/** How the database goes about a query, in its own words; nothing is run. */
export async function storePlan(store: Store, query: Query): Promise<string[]> {
  const rows = await store.explain(query);
  if (store.dialect === 'sqlite') return tree(rows);
  if (store.dialect === 'postgres') return rows.map((row) => String(Object.values(row)[0] ?? ''));
  return rows.map((row) =>
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== '')
      .map(([key, value]) => `${key}: ${String(value)}`)
      .join(', '),
  );
}

/** SQLite names the step that each step belongs to. */
function tree(rows: readonly Row[]): string[] {
  const depth = new Map<string, number>();
  return rows.map(({ id, parent, detail }) => {
    const level = (depth.get(String(parent)) ?? -1) + 1;
    depth.set(String(id), level);
    return `${'  '.repeat(level)}${String(detail)}`;
  });
}
