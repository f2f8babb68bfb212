import type { Channel } from '../model/channel.ts';
import type { Copy } from '../model/copy.ts';
import type { ClaimedDelivery, Run, RunCounts, RunStop } from '../model/delivery.ts';
import type { LoadRules } from '../model/limits.ts';
import type { DeliveryLedger, Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile } from '../model/workspace.ts';

export interface DeliverRequest {
  readonly ledger: DeliveryLedger;
  readonly store: Store;
  readonly program: Program;
  readonly channel: Channel;
  readonly run: Run;
  readonly campaign: CampaignFile;
  /** How often something had been applied when the campaign was read; what is applied later stops the run. */
  readonly generation: number;
  readonly load: LoadRules;
  /** The copy of each arm. */
  readonly copies: ReadonlyMap<string, Copy>;
  readonly system: Readonly<Record<string, string>>;
  /** Whether an address has the form that the medium needs. */
  readonly accepts: (address: string) => boolean;
  readonly hashAddress: (address: string) => string;
  /** The campaign's clock: what `--as-of` moves. */
  readonly now: () => Date;
  /** The wall clock: a withdrawal counts from the moment it was made, whatever `--as-of` says. */
  readonly wall: () => Date;
  /** A monotonic clock in milliseconds. */
  readonly ticks: () => number;
  readonly leaseMs: number;
  /** Aborted: begin nothing new, finish what is in flight. The reason is `lockLost` when another process has taken over. */
  readonly stop: AbortSignal;
  readonly onProgress: (settled: number) => void;
}

export interface DeliverResult {
  readonly counts: RunCounts;
  /** Why it ended before everything was settled. */
  readonly stopped?: RunStop;
}

/** Whether it is too late for a message. */
export const isExpired = ({ expiresAt }: ClaimedDelivery, now: Date): boolean =>
  expiresAt !== undefined && new Date(expiresAt) <= now;
