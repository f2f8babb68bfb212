import { columnShape } from './column-shape.ts';
import type { Context } from './context.ts';

/** As the database declares it, in small letters; undefined when that is not known. */
export const columnType = (context: Context, table: string, column: string): string | undefined =>
  columnShape(context, table, column)?.type;
