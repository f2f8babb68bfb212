import type { SqlCondition } from './condition.ts';
import type { LoadRules } from './limits.ts';
import type { PersonFacts } from './person.ts';
import type { Binding, Query, Row } from './query.ts';
import type { RecordedQuestion } from './recorded.ts';
import type { CampaignFile, Medium, Metric, SegmentFile, WorkspaceFile } from './workspace.ts';

/** People as SQL: opaque to everybody but the compiler. */
export interface People {
  readonly sql: string;
  readonly bindings: readonly (Binding | RecordedQuestion)[];
}

/** A query and how its rows are read. */
export interface Reading<T> extends Query {
  read(row: Row): T;
}

export interface ConsentRequest {
  readonly medium: Medium;
  readonly topic: string | undefined;
  /** Withdrawals up to this instant count, when it is later than the program's now. */
  readonly withdrawnBy?: Date;
}

export interface FactsRequest extends ConsentRequest {
  /** Attributes that the copy needs. */
  readonly attributes: readonly string[];
  readonly people: People;
  /** Only these, or the page of `limit` people after an id. */
  readonly page: { readonly ids: readonly string[] } | IdPage;
}

/** A campaign whose message people get. */
export interface GetsRequest {
  readonly id: string;
  readonly campaign: CampaignFile;
  readonly holdout: WorkspaceFile['holdout'];
  /** Whether it has ever written to anybody: only then the ledger is asked. */
  readonly contacted: boolean;
}

/** So many people after an id. */
export interface IdPage {
  readonly after: string | undefined;
  readonly limit: number;
}

export interface Window {
  readonly person: string;
  /** Half-open, in seconds since 1970. */
  readonly from: number;
  readonly until: number;
}

export interface Outcome {
  readonly person: string;
  readonly count: number;
  readonly sum: number;
  /** The first event, in milliseconds since 1970. */
  readonly first: number;
}

export interface Engagement {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface EngagementRequest {
  readonly event: string;
  /** The property with the delivery key. */
  readonly property: string;
  readonly from: Date;
  readonly until: Date;
}

/** So many groups have a joint distribution: databases bound how many values a query takes. */
export const mostGroups = 300;

/** People who are in exactly these groups, by their places. */
export interface JointSet {
  readonly in: readonly number[];
  readonly count: number;
}

/** How many people are in a group, and how many of them can be reached by medium. */
export interface GroupReach {
  readonly count: number;
  readonly reachable: Readonly<Partial<Record<Medium, number>>>;
}

/** What should be an instant: a column, or an attribute of people, which may stand inside JSON. */
export type InstantValue = { readonly table: string; readonly column: string } | { readonly attribute: string };

/** Values that should be instants and are not. */
export interface Unreadable {
  readonly count: number;
  /** One of them, as it stands in the store. */
  readonly example: string;
}

/** A workspace compiled for one database and one instant. Everything it gives is a query; it asks nobody. */
export interface Program {
  readonly everyone: People;
  readonly nobody: People;
  /** The zones that people are in, as the store spells them: what `compile` needs to know local time. Undefined when the mapping has none. */
  zones(): Reading<string> | undefined;
  segment(definition: SegmentFile): People;
  audience(campaign: Pick<CampaignFile, 'audience'>): People;
  /** Everybody else. */
  outside(campaign: Pick<CampaignFile, 'audience'>): People;
  count(groups: readonly People[]): Reading<number[]>;
  reach(groups: readonly People[], media: readonly Medium[]): Reading<readonly GroupReach[]>;
  /** A row for each set of at most `mostGroups` groups that somebody is in; a set may have several rows, which add up. */
  joint(groups: readonly People[]): Reading<JointSet>;
  /** Who is in one of them; who is in all. */
  any(groups: readonly People[]): People;
  both(groups: readonly People[]): People;
  /** Who has had as many messages as the limits allow. */
  capped(rules: LoadRules): People;
  /** Who has an address of that kind. */
  addressed(medium: Medium): People;
  /** Who may be written to by this medium about this topic, and has an address. */
  reachable(request: Pick<ConsentRequest, 'medium' | 'topic'>): People;
  /** Who of the campaign's audience gets its message when it is sent; limits are not looked at. */
  gets(request: GetsRequest): People;
  /** How many are in neither or several of the groups. */
  partition(groups: readonly People[]): Reading<{ missing: number; twice: number }>;
  compare(before: People, after: People): Reading<{ before: number; after: number; stay: number }>;
  sample(people: People, limit: number): Query;
  /** Rows (id) of these people, in the order of ids; who stands in several rows of the store has several here. */
  ids(people: People): Query;
  /** Everybody of a page, in the order of ids: rows (id, member), which is 1 for those who are among these people. */
  membership(people: People, page: IdPage): Query;
  facts(request: FactsRequest): Reading<PersonFacts>;
  /** Addresses that several people share and one of them has withdrawn from; undefined when the mapping cannot tell. */
  withdrawn(request: ConsentRequest): Reading<string> | undefined;
  /** The attribute of some thousand people, as text. */
  values(attribute: string): Reading<string>;
  unreadable(value: InstantValue): Reading<Unreadable>;
  /** How many different ids the query of a segment finds, those that nobody has included. */
  found(condition: SqlCondition): Reading<number>;
  /** How many ids stand in several rows of people; `most` are counted. */
  repeatedIds(): Reading<{ readonly count: number; readonly most: number }>;
  /** Each has a row when somebody ever did the event: cheap, unless nobody did. */
  eventSeen(event: string): readonly Query[];
  /** The names of the properties of some of these events, a query for each table that has them in JSON. */
  eventProperties(event: string): readonly Reading<readonly string[]>[];
  /** The names of all events in the store, a query for each of its tables. */
  eventNames(): readonly Reading<string>[];
  outcomes(metric: Metric, windows: readonly Window[]): Reading<Outcome> | undefined;
  engagement(request: EngagementRequest): Reading<Engagement> | undefined;
}
