import type { Diagnostic } from '../base/diagnostic.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import type { Unreadable } from '../model/program.ts';
import type { Workspace } from '../model/workspace.ts';
import { type InstantColumn, instantColumns } from './instant-columns.ts';

/** Times in the store that cannot be read: such a row is missing, and whoever "never did" something may have done it. */
export async function checkInstants(workspace: Workspace, store: Store, now: Date): Promise<Diagnostic[]> {
  const { store: mapping, timezone } = workspace.config.value;
  const tables = await store.tables();
  const program = compile({
    store: mapping,
    dialect: store.dialect,
    tables,
    timezone,
    segments: new Map(),
    now,
  });
  const findings: Diagnostic[] = [];
  for (const column of instantColumns(workspace, { dialect: store.dialect, tables })) {
    const reading = program.unreadable(column.value);
    const [row] = await store.all(reading);
    const unreadable = reading.read(row ?? {});
    if (unreadable.count > 0) findings.push(finding(workspace, column, unreadable));
  }
  return findings;
}

function finding({ config }: Workspace, { title, pointer }: InstantColumn, { count, example }: Unreadable): Diagnostic {
  const values = count === 1 ? '1 value is no instant' : `${count.toLocaleString('en')} values are no instants`;
  return {
    code: 'STORE.UNREADABLE_INSTANT',
    severity: 'warning',
    summary: `\`${title}\`: ${values}, of the form \`${formOf(example)}\` among them`,
    place: config.source.place(pointer),
    why: 'What cannot be read counts as missing: such an event never happened, such a consent was never given.',
    next: [
      ...(/^\d+$/.test(example) ? ['When these numbers count time, say so in crm.yaml: unit: s, or ms.'] : []),
      'Readable are 2026-11-01, 2026-11-01T09:30:00Z, 2026-11-01 09:30:00+09 (+0900, +09:00); without an offset it is UTC.',
    ],
  };
}

/** The form of a value without its content, which may be anybody's: 9 stands for a digit, a for a letter. */
const formOf = (example: string): string =>
  example
    .slice(0, 30)
    .replace(/\p{N}/gu, '9')
    .replace(/\p{L}/gu, 'a')
    .replace(/[\p{C}`]/gu, '?');
