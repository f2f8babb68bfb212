import type { Diagnostic } from '../base/diagnostic.ts';
import type { Duration } from '../base/duration.ts';
import type { ApprovalsLedger, DefinitionsLedger } from './definitions-ledger.ts';
import type { ClaimedDelivery, NewDelivery, Run, RunCounts, Verdict } from './delivery.ts';
import type { Contact, LoadRules } from './limits.ts';
import type { LocksLedger } from './locks-ledger.ts';
import type { DialectName, Query, Row } from './query.ts';
import type { RecordLedger } from './record-ledger.ts';
import type { Medium } from './workspace.ts';

export interface StoreColumnShape {
  readonly name: string;
  readonly type: string;
  /** Whatever the type says of values in general (SQLite): no number is ever stored here, it becomes text. */
  readonly noNumbers?: true;
  /** Of a database that knows many encodings of text (MySQL): this column's is UTF-8. */
  readonly utf8?: true;
}

/** The company's database of people and events: read, never written. */
export interface Store {
  readonly dialect: DialectName;
  /** Tables and views with their columns; what is not found by its bare name is `schema.table`. */
  tables(): Promise<ReadonlyMap<string, readonly StoreColumnShape[]>>;
  /** The columns of every index that any query can use, primary keys too, by table: every table, but no view, which has none of its own. */
  indexes(): Promise<ReadonlyMap<string, readonly (readonly string[])[]>>;
  /** About how many rows a table has, for tables of which the database knows without counting. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** What the connection could do beyond reading. */
  warnings(): Promise<readonly Diagnostic[]>;
  all(query: Query): Promise<readonly Row[]>;
  stream(query: Query): AsyncIterable<Row>;
  /** How the database would go about a query, in rows of its own; nothing is run. */
  explain(query: Query): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** What a campaign's deliveries already say about a page of people. A contact is waiting, sent, held out or unknown, in another run; what failed or expired is none. */
export interface AudienceHistory {
  /** Who is in the run already. */
  readonly members: ReadonlySet<string>;
  /** When each person was last contacted. */
  readonly contacted: ReadonlyMap<string, string>;
  /** When each (hashed) address was last contacted, whoever it was. */
  readonly contactedAddresses: ReadonlyMap<string, string>;
  /** Who has each (hashed) address in the run. */
  readonly owners: ReadonlyMap<string, string>;
  /** The arms that people have under the salt; an assignment is never recomputed. */
  readonly arms: ReadonlyMap<string, string>;
}

/** A row of somebody who was not written to yet. */
export interface WaitingDelivery {
  readonly id: number;
  readonly person: string;
  readonly salt: string;
  /** Cancelled, because what was applied left the person out. */
  readonly left: boolean;
}

export interface DeliveryLedger {
  run(id: string): Promise<Run | undefined>;
  runs(): Promise<readonly Run[]>;
  /** The run as it is; made when it is not there yet. */
  openRun(run: Run): Promise<Run>;
  /** The run goes on with a later revision of its campaign. `audience: true` looks at its audience again, on the clock given; who is in the run stays as they are. */
  reviseRun(run: Pick<Run, 'id' | 'revision' | 'asOf' | 'expiresAt'> & { audience: boolean }): Promise<void>;
  /** What people have had of messages as far as limits count it, and what waits for them and goes first. */
  contacts(request: {
    people: readonly string[];
    rules: LoadRules;
    now: Date;
  }): Promise<ReadonlyMap<string, readonly Contact[]>>;
  history(request: {
    campaign: string;
    salt: string;
    run: string;
    people: readonly string[];
    addresses: readonly string[];
  }): Promise<AudienceHistory>;
  /** Writes the page of the audience that follows the cursor `after` and moves the cursor, in one transaction. Who was reached before, or is outside the rollout (`notYet`), is only counted. */
  enqueue(request: {
    run: Run;
    salt: string;
    channel: Medium;
    deliveries: readonly NewDelivery[];
    notYet?: number;
    after: string | undefined;
    cursor: string | undefined;
  }): Promise<void>;
  closeEnqueue(run: string): Promise<void>;
  /** An audience of so many was small enough, or was confirmed: nobody asks about it again. */
  confirmPeople(run: string, people: number): Promise<void>;
  /** Writes down why a send ended before the run was done; undefined while one goes on with it. */
  markStopped(run: string, stop: Run['stop']): Promise<void>;
  /** Rows of the run that wait or were left out, in the order of their ids. */
  waiting(request: { run: string; after: number; limit: number }): Promise<readonly WaitingDelivery[]>;
  /** Cancels waiting rows, and queues those again that were cancelled so. */
  leaveOut(rows: { readonly leave: readonly number[]; readonly back: readonly number[] }): Promise<void>;
  /** Everybody in the run was looked at with the definitions of this generation. */
  lookedAt(run: string, generation: number): Promise<void>;
  /** Expired claims go back, expired `sending` become unknown. */
  reap(run: string): Promise<{ requeued: number; unknown: number }>;
  claim(request: {
    run: string;
    limit: number;
    leaseMs: number;
    /** The campaign's clock: who waits for room in the limits until later is not claimed. Without it everybody is. */
    now?: Date;
  }): Promise<readonly ClaimedDelivery[]>;
  renew(request: { deliveries: readonly ClaimedDelivery[]; leaseMs: number }): Promise<void>;
  /**
   * Moves claimed rows to `sending`, committed; gives back the ids that may be sent now. `changed`: something was applied since `generation`,
   * and nothing was moved. Whose person has had as many messages as allowed is held or left out, in the same transaction.
   */
  intend(request: {
    deliveries: readonly ClaimedDelivery[];
    leaseMs: number;
    generation: number;
    /** On the campaign's clock. */
    load?: { readonly rules: LoadRules; readonly now: Date };
  }): Promise<ReadonlySet<number> | 'changed'>;
  acknowledge(verdicts: readonly { delivery: ClaimedDelivery; verdict: Verdict; at: string }[]): Promise<void>;
  counts(run: string): Promise<RunCounts>;
  finish(run: string): Promise<void>;
  /** When the next waiting delivery may be tried, on the database's clock (milliseconds from now). */
  nextRetry(run: string): Promise<number | undefined>;
}

export interface Assignment {
  readonly person: string;
  readonly arm: string;
  readonly at: string;
}

export interface OutcomeRow {
  readonly person: string;
  readonly count: number;
  readonly sum: number;
  readonly first: string | undefined;
}

/** People of an arm, by how far they came; each counts once, however many messages they got. */
export interface FunnelRow {
  readonly arm: string;
  readonly assigned: number;
  readonly sent: number;
  readonly receipts: Readonly<Record<string, number>>;
}

export interface MetricSums {
  readonly arm: string;
  readonly people: number;
  readonly converted: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/** Messages of an experiment over all its runs, by what became of them. */
export interface MessageCounts {
  readonly runs: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
}

/** Held-out people whom the campaign messaged all the same. */
export interface HoldoutContacts {
  /** While they were measured, whatever draw the message came from: must be 0. */
  readonly during: number;
  /** Only before they were drawn into this holdout. */
  readonly before: number;
}

/** One experiment of a campaign: a new salt begins another one, and only people of the same one compare. */
export interface ExperimentKey {
  readonly campaign: string;
  readonly salt: string;
}

/** An experiment as it stood at an instant: who was assigned, and what was sent and reported, up to then. */
export interface ExperimentAt extends ExperimentKey {
  readonly until: string;
}

/** Who an experiment drew, and when. */
export interface ExperimentSpan {
  readonly salt: string;
  readonly first: string;
  readonly last: string;
  readonly people: number;
}

export interface LastPull {
  readonly until: string;
  /** A digest of what was measured: the metric, its window, the salt. */
  readonly measure: string;
}

export interface MeasureLedger {
  /** The experiments that anybody was assigned in, the latest first. */
  experiments(campaign: string): Promise<readonly ExperimentSpan[]>;
  assignments(request: {
    experiment: ExperimentKey;
    after: string | undefined;
    limit: number;
    assignedAfter: string | undefined;
  }): Promise<readonly Assignment[]>;
  /** Replaces what was known of these people. */
  recordOutcomes(request: { experiment: ExperimentKey; metric: string; rows: readonly OutcomeRow[] }): Promise<void>;
  recordReceipts(request: { kind: string; rows: readonly { key: string; at: string }[] }): Promise<number>;
  pulled(experiment: ExperimentKey): Promise<LastPull | undefined>;
  markPulled(experiment: ExperimentKey, pull: LastPull): Promise<void>;
  /** The time of the first delivery of all, from which engagement is read. */
  firstContact(): Promise<string | undefined>;
  /** Every assignment with its delivery, for the demo. */
  contactsOf(request: { after: number; limit: number }): Promise<readonly ContactRow[]>;
  /** What the next `limit` people after one had in a time, person by person and in order. */
  pastMessages(request: {
    readonly from: string;
    readonly until: string;
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly PastMessage[]>;
}

/** What is counted for reports and status. */
export interface ResultsLedger {
  assignedSpan(experiment: ExperimentAt): Promise<{ first: string; last: string } | undefined>;
  funnel(experiment: ExperimentAt): Promise<readonly FunnelRow[]>;
  metricSums(experiment: ExperimentAt, metric: string): Promise<readonly MetricSums[]>;
  messages(experiment: ExperimentAt): Promise<MessageCounts>;
  /** People who were left out and never got a message, by the latest reason. */
  skips(experiment: ExperimentAt): Promise<Readonly<Record<string, number>>>;
  holdoutContacts(experiment: ExperimentAt, within: Duration): Promise<HoldoutContacts>;
  /** Messages of unknown fate by campaign, over all runs. */
  unknowns(): Promise<ReadonlyMap<string, number>>;
}

/** A message that somebody has had. */
export interface PastMessage {
  readonly person: string;
  readonly campaign: string;
  readonly channel: string;
  readonly tags: readonly string[];
  readonly at: string;
}

export interface ContactRow {
  readonly id: number;
  readonly key: string;
  readonly campaign: string;
  readonly person: string;
  readonly arm: string;
  readonly status: string;
  readonly at: string;
}

export interface Ledger
  extends DefinitionsLedger,
    ApprovalsLedger,
    LocksLedger,
    DeliveryLedger,
    MeasureLedger,
    ResultsLedger,
    RecordLedger {
  close(): Promise<void>;
}
