import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { isZone } from '../base/zone.ts';
import { type InferredTable, inferTable, type NamedEventColumns, type TableSource } from '../importing/index.ts';
import type { AppContext } from './context.ts';

export interface FileOptions {
  readonly people: string;
  readonly events?: string;
  readonly id?: string;
  readonly event?: NamedEventColumns;
  readonly zone?: string;
  readonly delimiter?: string;
}

export interface InferredFiles {
  readonly people: InferredTable;
  readonly events: InferredTable | undefined;
}

/** Reads both files once; all errors in them are told together. */
export async function inferFiles(context: AppContext, options: FileOptions): Promise<InferredFiles> {
  const { zone, delimiter, id, event } = options;
  if (zone !== undefined && !isZone(zone)) throw unknownZone(zone);
  if (event !== undefined && options.events === undefined) throw eventFlagsAlone();
  const common = { zone, delimiter };
  const people = await infer(context, {
    ...common,
    name: 'people',
    role: 'people',
    file: options.people,
    idColumn: id,
  });
  const events =
    options.events === undefined
      ? undefined
      : await infer(context, { ...common, name: 'events', role: 'events', file: options.events, event });
  const findings = [people, ...(events ? [events] : [])].flatMap((table) => table.findings);
  if (events && people.numbered) findings.push(noId(people.file));
  if (findings.some(({ severity }) => severity === 'error')) throw new CrmError('invalid', findings);
  return { people, events };
}

async function infer(context: AppContext, source: Omit<TableSource, 'open'>): Promise<InferredTable> {
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

/** Numbers of rows could be mistaken for the ids that events name. */
const noId = (file: string): Diagnostic => ({
  code: 'IMPORT.NO_ID',
  severity: 'error',
  summary: 'no column of the people is known to hold the ids that the events name',
  place: { file, line: 1, column: 1 },
  why: 'Events find their people by id; the numbers of rows would give them to the wrong ones.',
  next: ['Name the column: --id COLUMN', 'Or import the people without --events.'],
});

const unknownZone = (zone: string): CrmError =>
  new CrmError('usage', {
    code: 'IMPORT.ZONE',
    severity: 'error',
    summary: `there is no time zone \`${zone}\``,
    why: '--zone is the zone of times that are written without one.',
    next: ['Write it as in --zone Asia/Seoul or --zone UTC.'],
  });

const eventFlagsAlone = (): CrmError =>
  new CrmError('usage', {
    code: 'IMPORT.NO_EVENTS_FILE',
    severity: 'error',
    summary: 'columns of events are named, but there is no file of events',
    why: '--event-person, --event-name and --event-at are about the file of --events.',
    next: ['Add it: --events events.csv', 'Or leave these flags out.'],
  });
