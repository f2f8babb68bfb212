import type { Diagnostic } from '../base/diagnostic.ts';

/** What a look at one part of a setup found, in a few words; what is wrong with it is a finding. */
export interface SetupFinding {
  readonly says: string;
  readonly diagnostics?: readonly Diagnostic[];
}
