/** CSV exports as tables of a new store: what is in them, what is wrong with them, and their part of crm.yaml. */
export { inferTable } from './infer-table.ts';
export { toStoreTable } from './to-store-table.ts';
export type { EventColumns, InferredColumn, InferredTable, Open, TableSource } from './types.ts';
export { workspaceMapping } from './workspace-mapping.ts';
export { writeMapping } from './write-mapping.ts';
