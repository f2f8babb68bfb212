import type { Diagnostic } from '../base/diagnostic.ts';
import { rawSqlProblem } from '../base/raw-sql.ts';
import type { DialectName } from '../model/query.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';
import { rawSqlFinding } from '../validate/raw-sql/index.ts';

/** Queries of one's own, as the database reads them that is really there: its address may come from the environment. */
export const checkRawSql = ({ segments }: Workspace, dialect: DialectName): Diagnostic[] =>
  [...segments.values()].flatMap(({ value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) => {
      const problem = 'sql' in condition ? rawSqlProblem(condition.sql, dialect) : undefined;
      return problem ? [rawSqlFinding(source, [...pointer, 'sql'], problem)] : [];
    }),
  );
