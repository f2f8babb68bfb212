import type { Diagnostic } from '../../base/diagnostic.ts';
import { type DialectName, dialectNames } from '../../base/dialect-name.ts';
import { rawSqlProblem } from '../../base/raw-sql.ts';
import type { SqlCondition } from '../../model/condition.ts';
import type { WorkspaceFile } from '../../model/workspace.ts';
import { rawSqlFinding } from '../raw-sql/index.ts';
import type { At } from './finding.ts';

/** A query of one's own that only reads, on every database that crm.yaml names. */
export function rawSqlForm({ file, pointer }: At, { sql }: SqlCondition, config: WorkspaceFile): Diagnostic[] {
  const problems = dialectsOf(config).map((any) => any.map((dialect) => rawSqlProblem(sql, dialect)));
  // Where the address comes from the environment, the database is not known: it is wrong when it is wrong on all of them.
  const problem = problems.find((any) => any.every((one) => one !== undefined))?.[0];
  return problem ? [rawSqlFinding(file, [...pointer, 'sql'], problem)] : [];
}

const schemes: Readonly<Record<string, DialectName>> = {
  sqlite: 'sqlite',
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** For every store that crm.yaml names, the databases that it may be. */
function dialectsOf({ store, environments = {} }: WorkspaceFile): (readonly DialectName[])[] {
  const urls = [store.url, ...Object.values(environments).flatMap((one) => one.store?.url ?? [])];
  return urls.map((url) => {
    const scheme = url.split(':')[0]?.toLowerCase() ?? '';
    const dialect = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
    return dialect === undefined ? dialectNames : [dialect];
  });
}
