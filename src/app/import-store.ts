import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import {
  columnRoles,
  findNamed,
  type InferredTable,
  mappingFindings,
  newWorkspaceZone,
  nicknameNames,
  toStoreTable,
  workspaceMapping,
  writeMapping,
} from '../importing/index.ts';
import { createStore } from '../store/create/index.ts';
import type { AppContext } from './context.ts';
import { fitStarter } from './fit-starter.ts';
import { findMisfits, findUnknownEvents } from './import-misfits.ts';
import { type ImportZone, importZone } from './import-zone.ts';
import { type FileOptions, type InferredFiles, inferFiles } from './infer-files.ts';

export interface ImportOptions extends FileOptions {
  /** The store to write, relative to the workspace. */
  readonly to: string;
  readonly replace: boolean;
}

export interface Imported {
  readonly store: string;
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly columns: readonly { readonly name: string; readonly type: string; readonly role?: string }[];
  }[];
  /** Of times without one, and the columns that have such times: table.column. */
  readonly zone: { readonly name: string; readonly from: ImportZone['from']; readonly columns: readonly string[] };
  readonly mapping: 'created' | 'updated';
  /** Example files of `crm init` that name columns of this store now. */
  readonly fitted: readonly string[];
  /** Places in the workspace that do not fit this store; they are among the findings. */
  readonly misfits: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds a SQLite store from CSV files and writes its mapping into crm.yaml: all of it, or nothing. */
export async function importStore(context: AppContext, options: ImportOptions): Promise<Imported> {
  const path = resolve(context.root, options.to);
  if (existsSync(path) && !options.replace) throw storeExists(options.to);
  const zone = importZone(context.root, options.zone);
  const files = await inferFiles(context, { ...options, ...(zone.name === undefined ? {} : { zone: zone.name }) });
  const { people, events } = files;
  const crmYaml = join(context.root, 'crm.yaml');
  const before = existsSync(crmYaml) ? readFileSync(crmYaml, 'utf8') : undefined;
  const storeUrl = `sqlite:${relative(context.root, path).replaceAll('\\', '/')}`;
  // Before the store is written: a crm.yaml that cannot be changed must stop everything.
  const mapping = workspaceMapping({ people, events, storeUrl });
  const after = writeMapping(before, mapping, {
    id: workspaceName(context.root),
    timezone: zone.name ?? newWorkspaceZone,
  });
  const { rows, orphans } = await write(context, path, files);
  writeFileSync(`${crmYaml}.tmp`, after);
  renameSync(`${crmYaml}.tmp`, crmYaml);
  const nickname = findNamed(people.columns, nicknameNames).find(({ type }) => type === 'text')?.name;
  const fitted = fitStarter(context.root, { signedUp: mapping.people.created_at, nickname });
  const misfits = await findMisfits(context);
  return {
    store: options.to,
    tables: tablesOf(files).map((table) => ({
      name: table.name,
      rows: rows.get(table.name) ?? 0,
      columns: columnsOf(table, columnRoles(mapping, table.name)),
    })),
    zone: { name: zone.name ?? 'UTC', from: zone.from, columns: columnsInZone(files) },
    mapping: before === undefined ? 'created' : 'updated',
    fitted,
    misfits: misfits.length,
    diagnostics: [
      ...people.findings,
      ...mappingFindings(people),
      ...(events?.findings ?? []),
      ...strangers(options, orphans.get('events') ?? 0),
      ...(await findUnknownEvents(context.root, events?.eventNames)),
      ...misfits,
    ],
  };
}

const tablesOf = ({ people, events }: InferredFiles): InferredTable[] => (events ? [people, events] : [people]);

const columnsInZone = (files: InferredFiles): string[] =>
  tablesOf(files).flatMap(({ name, columns }) =>
    columns.filter(({ zone }) => zone !== undefined).map((column) => `${name}.${column.name}`),
  );

const write = (context: AppContext, path: string, files: InferredFiles): ReturnType<typeof createStore> =>
  createStore({
    path,
    tables: tablesOf(files).map(toStoreTable),
    references:
      files.events?.event && files.people.id !== undefined
        ? [{ table: 'events', column: files.events.event.person, to: { table: 'people', column: files.people.id } }]
        : [],
    onProgress: (table, rows) => context.progress(`${table}: ${rows.toLocaleString('en')} rows`),
  });

const storeExists = (to: string): CrmError =>
  new CrmError('blocked', {
    code: 'IMPORT.STORE_EXISTS',
    severity: 'error',
    summary: `there is a store at ${to} already`,
    why: 'An import makes a new store; the old one would be gone.',
    next: ['Replace it: --replace', 'Or write another one: --to data/other.db'],
  });

function columnsOf(
  { id, numbered, columns }: InferredTable,
  roles: ReadonlyMap<string, string>,
): Imported['tables'][number]['columns'] {
  const all = [...(numbered && id !== undefined ? [{ name: id, type: 'text' }] : []), ...columns];
  return all.map(({ name, type }) => {
    const role = roles.get(name);
    return { name, type, ...(role === undefined ? {} : { role }) };
  });
}

/** Events of people who are not in the other file are kept, in case they come with the next export. */
function strangers({ events }: ImportOptions, count: number): Diagnostic[] {
  if (count === 0) return [];
  return [
    {
      code: 'IMPORT.UNKNOWN_PEOPLE',
      severity: 'warning',
      summary: `${count.toLocaleString('en')} ${count === 1 ? 'event belongs' : 'events belong'} to people who are not in the people file`,
      ...(events === undefined ? {} : { place: { file: events, line: 1, column: 1 } }),
      why: 'They are kept, and count for nobody.',
      next: [
        'Export people and events at the same time, with the same ids.',
        'If another column holds the ids, name it: --id COLUMN or --event-person COLUMN',
      ],
    },
  ];
}

const workspaceName = (root: string): string =>
  basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '') || 'workspace';
