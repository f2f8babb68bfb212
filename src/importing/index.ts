/** CSV exports as tables of a new store: what is in them, what is wrong with them, and their part of crm.yaml. */
export { columnRoles } from './column-roles.ts';
export { inferTable } from './infer-table.ts';
export { nicknameNames } from './known-names.ts';
export { mappingFindings } from './mapping-findings.ts';
export { findNamed } from './names.ts';
export { newWorkspaceZone } from './new-workspace.ts';
export { toStoreTable } from './to-store-table.ts';
export type { EventColumns, InferredColumn, InferredTable, NamedEventColumns, Open, TableSource } from './types.ts';
export { workspaceMapping } from './workspace-mapping.ts';
export { writeMapping } from './write-mapping.ts';
