import type { Context } from './context.ts';
import { type Fragment, name } from './fragment.ts';

/** A table of the mapping. Where databases have schemas, `crm.people` is the table people of the schema crm. */
export const tableName = ({ dialect }: Context, table: string): Fragment =>
  dialect.name === 'sqlite' ? name(table) : name(...table.split('.'));
