import { columnShape } from './column-shape.ts';
import type { Context } from './context.ts';
import { name } from './fragment.ts';
import type { Value } from './value.ts';

interface Column {
  readonly alias: string;
  readonly table: string;
  readonly column: string;
}

/** A column of a table under an alias. */
export const columnValue = (context: Context, { alias, table, column }: Column): Value =>
  context.dialect.column(name(alias, column), columnShape(context, table, column));
