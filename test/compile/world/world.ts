import type { Condition } from '../../../src/model/generated/segment.ts';
import type { StoreMapping } from '../../../src/model/workspace.ts';
import { mapping } from './mapping.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a JSON column may hold: a value, nothing (undefined), or text that is no JSON (only SQLite lets it in). */
export type JsonCell = Json | UnreadableJson | undefined;
export interface UnreadableJson {
  readonly $unreadable: string;
}

/** Times are ISO 8601 in UTC, days are YYYY-MM-DD; null and undefined are NULL. */
type Instant = string | null;
type Cell<T> = T | null;

export interface PersonRow {
  readonly id: string;
  /** Nothing for a visitor who has not signed up. */
  readonly signed_up_at?: Instant;
  readonly tz?: Cell<string>;
  readonly locale?: Cell<string>;
  readonly plan?: Cell<string>;
  readonly country?: Cell<string>;
  readonly score?: Cell<number>;
  readonly age?: Cell<number>;
  readonly staff?: Cell<boolean>;
  readonly seen_at?: Instant;
  /** A column of the type timestamp, without a zone, where the database has one. */
  readonly local_at?: Instant;
  /** Text that somebody else's program wrote: ISO 8601 of many forms, and what is none. */
  readonly seen_text?: Cell<string>;
  readonly born?: Cell<string>;
  readonly last_ms?: Cell<number>;
  readonly first_s?: Cell<number>;
  readonly profile?: JsonCell;
  readonly tags?: JsonCell;
  readonly app_version?: Cell<string>;
  readonly lat?: Cell<number>;
  readonly lng?: Cell<number>;
  readonly email?: Cell<string>;
  readonly phone?: Cell<string>;
}

/** Of the general table. `occurred_at` may be text that is no time: on SQLite it is written so, elsewhere it is NULL. */
export interface EventRow {
  readonly id: number;
  readonly person_id: string | null;
  readonly name: string;
  readonly occurred_at: Instant;
  readonly props?: JsonCell;
}

/** The event `listen` in a table of its own. */
export interface ListenRow {
  readonly id: number;
  readonly listener_id: string | null;
  readonly started_at: Instant;
  readonly dj_id?: Cell<string>;
  readonly seconds?: Cell<number>;
  readonly live?: Cell<boolean>;
}

/** The event `ping` in a table whose times are milliseconds. */
export interface PingRow {
  readonly id: number;
  readonly device: string | null;
  readonly at_ms: Cell<number>;
  readonly battery?: Cell<number>;
}

export interface DeviceRow {
  readonly person_id: string | null;
  readonly fcm_token: Cell<string>;
  readonly platform: Cell<string>;
  readonly model?: Cell<string>;
}

export interface ConsentRow {
  readonly person_id: string | null;
  readonly medium: string;
  readonly topic: Cell<string>;
  readonly granted_at: Instant;
  readonly revoked_at?: Instant;
  readonly night?: Cell<boolean>;
}

export interface InvoiceRow {
  readonly person_id: string | null;
  readonly status?: Cell<string>;
  readonly amount?: Cell<number>;
  readonly due_at?: Instant;
  readonly due_on?: Cell<string>;
  readonly paid_ms?: Cell<number>;
}

/** Accounts that a person belongs to. */
export interface SeatRow {
  readonly person_id: string | null;
  readonly account?: Cell<string>;
  readonly account_plan?: Cell<string>;
  readonly role?: Cell<string>;
}

export type Channel = 'email' | 'sms' | 'push' | 'in_app';
export type ReceiptKind = 'delivered' | 'shown' | 'clicked' | 'bounced' | 'complained';

/** One line of our ledger: somebody was chosen for a message, and got it or was held out. */
export interface DeliveryRow {
  readonly person: string;
  readonly campaign: string;
  /** The campaign's tags in the revision that was sent. */
  readonly tags?: readonly string[];
  readonly channel: Channel;
  readonly variant?: string;
  readonly held_out?: boolean;
  readonly assigned_at: string;
  /** When the channel accepted it; nothing when it was never sent. */
  readonly sent_at?: string;
  /** May repeat: the first time of a kind counts. */
  readonly receipts?: readonly { readonly kind: ReceiptKind; readonly at: string }[];
  readonly converted_at?: string;
}

/** A stretch of time in which somebody was recorded in a segment: [entered_at, left_at). */
export interface MembershipRow {
  readonly segment: string;
  readonly person: string;
  readonly entered_at: string;
  readonly left_at?: string;
}

export interface ListFile {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface World {
  readonly now: string;
  /** The workspace's zone. */
  readonly timezone: string;
  readonly mapping: StoreMapping;
  readonly people: readonly PersonRow[];
  readonly events: readonly EventRow[];
  readonly listens: readonly ListenRow[];
  readonly pings: readonly PingRow[];
  readonly devices: readonly DeviceRow[];
  readonly consents: readonly ConsentRow[];
  readonly invoices: readonly InvoiceRow[];
  readonly seats: readonly SeatRow[];
  readonly segments: Readonly<Record<string, Condition>>;
  readonly lists: Readonly<Record<string, ListFile>>;
  readonly deliveries: readonly DeliveryRow[];
  readonly memberships: readonly MembershipRow[];
}

/** A world with only these things in it. */
export function makeWorld(some: Partial<World>): World {
  return {
    now: '2026-11-01T12:00:00.000Z',
    timezone: 'Asia/Seoul',
    mapping,
    people: [],
    events: [],
    listens: [],
    pings: [],
    devices: [],
    consents: [],
    invoices: [],
    seats: [],
    segments: {},
    lists: {},
    deliveries: [],
    memberships: [],
    ...some,
  };
}
