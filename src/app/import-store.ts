import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { type InferredTable, inferTable, toStoreTable, workspaceMapping, writeMapping } from '../importing/index.ts';
import { createStore } from '../store/create/index.ts';
import type { AppContext } from './context.ts';

export interface ImportOptions {
  readonly people: string;
  readonly events?: string;
  readonly id?: string;
  readonly delimiter?: string;
  /** The store to write, relative to the workspace. */
  readonly to: string;
  readonly replace: boolean;
}

export interface Imported {
  readonly store: string;
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly mapping: 'created' | 'updated';
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds a SQLite store from CSV files and writes its mapping into crm.yaml: all of it, or nothing. */
export async function importStore(context: AppContext, options: ImportOptions): Promise<Imported> {
  const path = resolve(context.root, options.to);
  if (existsSync(path) && !options.replace) {
    throw new CrmError('blocked', {
      code: 'IMPORT.STORE_EXISTS',
      severity: 'error',
      summary: `there is a store at ${options.to} already`,
      why: 'An import makes a new store; the old one would be gone.',
      next: ['Replace it: --replace', 'Or write another one: --to data/other.db'],
    });
  }
  const people = await infer(context, { name: 'people', role: 'people', file: options.people, ...pick(options) });
  const events =
    options.events === undefined
      ? undefined
      : await infer(context, { name: 'events', role: 'events', file: options.events, ...pick(options) });
  const inferred = events ? [people, events] : [people];
  const findings = inferred.flatMap((table) => table.findings);
  if (findings.some(({ severity }) => severity === 'error')) throw new CrmError('invalid', findings);
  const crmYaml = join(context.root, 'crm.yaml');
  const before = existsSync(crmYaml) ? readFileSync(crmYaml, 'utf8') : undefined;
  const storeUrl = `sqlite:${relative(context.root, path).replaceAll('\\', '/')}`;
  // Before the store is written: a crm.yaml that cannot be changed must stop everything.
  const after = writeMapping(
    before,
    workspaceMapping({ people, ...(events ? { events } : {}), storeUrl }),
    workspaceName(context.root),
  );
  const { rows, orphans } = await createStore({
    path,
    tables: inferred.map(toStoreTable),
    references:
      events?.event && people.id !== undefined
        ? [{ table: 'events', column: events.event.person, to: { table: 'people', column: people.id } }]
        : [],
    onProgress: (table, rows) => context.progress(`${table}: ${rows.toLocaleString('en')} rows`),
  });
  writeFileSync(`${crmYaml}.tmp`, after);
  renameSync(`${crmYaml}.tmp`, crmYaml);
  return {
    store: options.to,
    tables: inferred.map(({ name, columns }) => ({
      name,
      rows: rows.get(name) ?? 0,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
    })),
    mapping: before === undefined ? 'created' : 'updated',
    diagnostics: [...findings, ...strangers(options, orphans.get('events') ?? 0)],
  };
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
      next: ['Export people and events at the same time, with the same ids.'],
    },
  ];
}

const pick = ({ id, delimiter }: ImportOptions) => ({
  ...(id === undefined ? {} : { idColumn: id }),
  ...(delimiter === undefined ? {} : { delimiter }),
});

interface Source {
  readonly name: string;
  readonly role: 'people' | 'events';
  readonly file: string;
  readonly idColumn?: string;
  readonly delimiter?: string;
}

async function infer(context: AppContext, source: Source): Promise<InferredTable> {
  const path = resolve(source.file);
  context.progress(`${source.name}: reading ${basename(path)}`);
  try {
    return await inferTable({ ...source, open: () => createReadStream(path) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !['ENOENT', 'EACCES', 'EISDIR', 'EPERM'].includes(code)) throw error;
    throw new CrmError('usage', {
      code: 'IMPORT.UNREADABLE',
      severity: 'error',
      summary: `${source.file} cannot be read (${code})`,
      why: 'The import reads a CSV file with a header line.',
      next: ['Check the path.'],
    });
  }
}

const workspaceName = (root: string): string =>
  basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '') || 'workspace';
