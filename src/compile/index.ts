import { byName } from '../base/by-name.ts';
import type { Condition } from '../model/condition.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { FactsRequest, IdPage, People, Program, Reading } from '../model/program.ts';
import type { DialectName, Query } from '../model/query.ts';
import { beginsWith, tableIndexes } from '../model/table-indexes.ts';
import type { CampaignFile, SegmentFile, StoreMapping } from '../model/workspace.ts';
import { addressOf } from './address-of.ts';
import { compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import {
  compareQuery,
  countQuery,
  idsQuery,
  membershipQuery,
  partitionQuery,
  repeatedIdsQuery,
  sampleQuery,
} from './count-queries.ts';
import { mysql } from './dialects/mysql.ts';
import { postgres } from './dialects/postgres.ts';
import { sqlite } from './dialects/sqlite.ts';
import {
  engagementQuery,
  eventNameQueries,
  eventPropertyQueries,
  eventSeenQueries,
  outcomesQuery,
} from './events/event-queries.ts';
import { factsQuery } from './facts-query.ts';
import { foundQuery } from './found-query.ts';
import { type Fragment, finish, join, no, sql, yes } from './fragment.ts';
import { getsMessage } from './gets-message.ts';
import { jointQuery } from './joint-query.ts';
import { listTexts } from './list-texts.ts';
import { reachQuery } from './reach-query.ts';
import { recordedPart, type Scope } from './recorded-part.ts';
import { recordedPeople } from './recorded-people.ts';
import { unreadableQuery } from './unreadable-query.ts';
import { valuesQuery } from './values-query.ts';
import { type WholeSet, wholeSets } from './whole-set.ts';
import { withdrawnQuery } from './withdrawn-query.ts';
import type { Written } from './written.ts';
import { zonesQuery } from './zones-query.ts';

export interface CompileOptions {
  readonly store: StoreMapping;
  /** What the store's database speaks. */
  readonly dialect: DialectName;
  /** The store's tables as it describes them; left out when no query will be run. */
  readonly tables?: ReadonlyMap<string, readonly StoreColumnShape[]>;
  /** The columns of the store's indexes, by table; left out when nobody asked. */
  readonly indexes?: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** About how many rows tables have; left out when nobody asked. */
  readonly sizes?: ReadonlyMap<string, number>;
  readonly timezone: string;
  /** The zones that people are in, as the store spells them; needed by conditions on local time. */
  readonly zones?: readonly string[];
  readonly segments: ReadonlyMap<string, SegmentFile>;
  /** For conditions on messages of campaigns with a tag. */
  readonly campaigns?: ReadonlyMap<string, Pick<CampaignFile, 'tags'>>;
  /** The ids of every list that a segment refers to. */
  readonly lists?: PersonLists;
  /** The one instant of the command: events at or after it are invisible. */
  readonly now: Date;
}

/** Turns a workspace's segments into queries. Pure: the same arguments give the same text and bindings. */
export function compile({
  store,
  dialect,
  tables = new Map(),
  indexes,
  sizes = new Map(),
  timezone,
  zones = [],
  segments,
  campaigns = new Map(),
  lists = new Map(),
  now,
}: CompileOptions): Program {
  const context: Context = {
    dialect: dialects[dialect],
    mapping: store,
    tables,
    zone: timezone,
    zones,
    now,
    segment: (id) => segments.get(id),
    tagged: (tag) => [...campaigns].flatMap(([id, { tags = [] }]) => (tags.includes(tag) ? [id] : [])),
    questions: new Map(),
    indexed: (table, ...columns) =>
      indexes && (tableIndexes(indexes, table) ?? []).some((index) => beginsWith(index, columns)),
    rows: (table) => byName(sizes, table),
    list: listTexts(lists),
  };
  const query = (fragment: Fragment, scope: Scope = everything): Query => {
    const recorded = recordedPart(context, fragment, scope);
    return { ...finish(fragment, context.dialect.placeholder), ...(recorded ? { recorded } : {}) };
  };
  const reading = <T>({ read, ...fragment }: Written<T>, scope?: Scope): Reading<T> => ({
    ...query(fragment, scope),
    read,
  });
  const conditions = new WeakMap<People, Condition>();
  const people = (condition: Condition): People => {
    const compiled = compileCondition(context, condition);
    conditions.set(compiled, condition);
    return compiled;
  };
  const ofAll = <T>(groups: readonly People[], write: (set: WholeSet) => Written<T>, scope?: Scope): Reading<T> => {
    const [better, other] = wholeSets(context, (one) => conditions.get(one), groups);
    return { ...reading(write(better), scope), ...(other ? { otherwise: query(write(other)) } : {}) };
  };
  return {
    everyone: yes,
    nobody: no,
    zones: () => optional(zonesQuery(context), reading),
    segment: (definition) => people(definition.where),
    audience: (campaign) => people(audienceCondition(campaign)),
    outside: (campaign) => people({ not: audienceCondition(campaign) }),
    count: (groups) => ofAll(groups, (set) => countQuery(context, set), sums),
    reach: (groups, media) => ofAll(groups, (set) => reachQuery(context, set, media), sums),
    joint: (groups) => ofAll(groups, (set) => jointQuery(context, set)),
    any: (groups) => (groups.length === 0 ? no : sql`(${join(groups, ' or ')})`),
    both: (groups) => (groups.length === 0 ? yes : sql`(${join(groups, ' and ')})`),
    capped: (rules) => recordedPeople(context, rules, () => ({ kind: 'load', rules, now: context.now })),
    addressed: (medium) => sql`(trim(${addressOf(context, medium)}) <> '')`,
    reachable: ({ medium, topic }) =>
      compileCondition(context, { reachable: { medium, ...(topic === undefined ? {} : { topic }) } }),
    gets: (request) => getsMessage(context, compileCondition(context, audienceCondition(request.campaign)), request),
    partition: (groups) => ofAll(groups, (set) => partitionQuery(context, set), sums),
    compare: (before, after) => ofAll([before, after], (set) => compareQuery(context, set), sums),
    sample: (some, limit) => query(sampleQuery(context, some, limit), { rows: { most: limit } }),
    ids: (some) => query(idsQuery(context, some)),
    membership: (some, page) => query(membershipQuery(context, some, page), pageScope(page)),
    facts: (request) => reading(factsQuery(context, request), scopeOf(request)),
    values: (attribute) => reading(valuesQuery(context, attribute)),
    unreadable: (value) => reading(unreadableQuery(context, value)),
    found: (condition) => reading(foundQuery(context, condition)),
    repeatedIds: () => reading(repeatedIdsQuery(context)),
    eventSeen: (event) => eventSeenQueries(context, event).map((one) => query(one)),
    eventProperties: (event) => eventPropertyQueries(context, event).map((one) => reading(one)),
    eventNames: () => eventNameQueries(context).map((one) => reading(one)),
    withdrawn: (request) => optional(withdrawnQuery(context, request), reading),
    outcomes: (metric, windows) => optional(outcomesQuery(context, metric, windows), reading),
    engagement: (request) => optional(engagementQuery(context, request), reading),
  };
}

const dialects = { sqlite, postgres, mysql };

const everything: Scope = { rows: { most: Number.POSITIVE_INFINITY } };
const sums: Scope = { rows: 'sums' };

const scopeOf = ({ page }: FactsRequest): Scope => ('ids' in page ? { ...everything, ids: page.ids } : pageScope(page));

const pageScope = ({ after, limit }: IdPage): Scope => ({ after, rows: { most: limit } });

const optional = <A, B>(value: A | undefined, use: (value: A) => B): B | undefined =>
  value === undefined ? undefined : use(value);

const audienceCondition = ({ audience }: Pick<CampaignFile, 'audience'>) => ({
  all: [{ segment: audience.segment }, ...(audience.exclude ?? []).map((id) => ({ not: { segment: id } }))],
});
