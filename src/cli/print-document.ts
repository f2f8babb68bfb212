import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticJson } from '../base/diagnostic-json.ts';
import { type ExitName, exit } from '../base/exit.ts';
import { environmentLabel } from './environment-label.ts';
import type { GlobalFlags, Io } from './io.ts';

interface Printed {
  readonly format: string;
  readonly flags: GlobalFlags;
  readonly exitName: ExitName;
  /** What the command knows it by; otherwise crm.yaml is asked. */
  readonly workspace?: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** The keys beside the common ones. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Prints the one JSON document of a command. */
export async function printDocument(io: Io, printed: Printed): Promise<void> {
  io.print(await documentText(io, printed));
}

/** The document, with the keys that every one has: of a success as of a failure. */
export async function documentText(io: Io, { format, flags, exitName, ...rest }: Printed): Promise<string> {
  const { workspace = '', diagnostics = [], json = {} } = rest;
  const { workspaceName } = await import('../app/workspace-name.ts');
  const document = {
    format,
    workspace: workspace === '' ? workspaceName(flags.dir ?? '.') : workspace,
    environment: environmentLabel(flags.env),
    as_of: io.asOf(flags)?.toISOString() ?? null,
    ...json,
    diagnostics: diagnostics.map(diagnosticJson),
    exit: exit(exitName),
  };
  return JSON.stringify(document, null, 2);
}
