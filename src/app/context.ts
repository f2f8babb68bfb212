import type { Secrets } from './secrets.ts';

/** What a verb gets from the command line and the machine: nothing below `cli` asks for it itself. */
export interface AppContext {
  /** The folder of the workspace, absolute. */
  readonly root: string;
  /** `--env`; undefined is the default environment. */
  readonly environment: string | undefined;
  /** The campaign's clock: `--as-of`, or the wall clock when the command began. */
  readonly asOf: Date;
  /** Whether `--as-of` was given. */
  readonly pinned: boolean;
  readonly wall: () => Date;
  readonly ticks: () => number;
  readonly secrets: Secrets;
  /** The name that the one who runs this works under. */
  readonly person: string;
  /** Where the job can be looked at that runs this, in CI. */
  readonly job?: string;
  /** person@host and process, for locks and history. */
  readonly holder: string;
  readonly version: string;
  readonly leaseMs: number;
  /** Aborted by SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** Progress of long work; the terminal shows it, pipes do not. */
  readonly progress: (line: string) => void;
}
