import type { Diagnostic } from './diagnostic.ts';
import type { ExitName } from './exit.ts';

/** A failure that the user can act on. Caught once, in cli/main.ts, and shown like a finding. */
export class CrmError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitName: ExitName;

  constructor(exitName: ExitName, diagnostics: Diagnostic | readonly Diagnostic[]) {
    const list = 'code' in diagnostics ? [diagnostics] : diagnostics;
    super(list[0]?.summary ?? exitName);
    this.name = 'CrmError';
    this.exitName = exitName;
    this.diagnostics = list;
  }
}
