import type { PersonLists } from '../model/person-list.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { People, Program, Reading } from '../model/program.ts';
import type { DialectName, Query } from '../model/query.ts';
import type { CampaignFile, SegmentFile, StoreMapping } from '../model/workspace.ts';
import { compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { compareQuery, countQuery, partitionQuery, sampleQuery } from './count-queries.ts';
import { mysql } from './dialects/mysql.ts';
import { postgres } from './dialects/postgres.ts';
import { sqlite } from './dialects/sqlite.ts';
import { engagementQuery, eventNameQueries, eventSeenQueries, outcomesQuery } from './events/event-queries.ts';
import { factsQuery } from './facts-query.ts';
import { type Fragment, finish, no, yes } from './fragment.ts';
import { listTexts } from './list-texts.ts';
import { unreadableQuery } from './unreadable-query.ts';
import { withdrawnQuery } from './withdrawn-query.ts';
import { zonesQuery } from './zones-query.ts';

export interface CompileOptions {
  readonly store: StoreMapping;
  /** What the store's database speaks. */
  readonly dialect: DialectName;
  /** The store's tables as it describes them; left out when no query will be run. */
  readonly tables?: ReadonlyMap<string, readonly StoreColumnShape[]>;
  readonly timezone: string;
  /** The zones that people are in, as the store spells them; needed by conditions on local time. */
  readonly zones?: readonly string[];
  readonly segments: ReadonlyMap<string, SegmentFile>;
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
  timezone,
  zones = [],
  segments,
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
    list: listTexts(lists),
  };
  const { placeholder } = context.dialect;
  const reading = <T>({ read, ...query }: Fragment & Pick<Reading<T>, 'read'>): Reading<T> => ({
    ...finish(query, placeholder),
    read,
  });
  const query = (fragment: Fragment): Query => finish(fragment, placeholder);
  return {
    everyone: yes,
    nobody: no,
    zones: () => optional(zonesQuery(context), reading),
    segment: (definition) => compileCondition(context, definition.where),
    audience: (campaign) => compileCondition(context, audienceCondition(campaign)),
    outside: (campaign) => compileCondition(context, { not: audienceCondition(campaign) }),
    count: (groups) => reading(countQuery(context, groups)),
    partition: (groups) => reading(partitionQuery(context, groups)),
    compare: (before, after) => reading(compareQuery(context, before, after)),
    sample: (people: People, limit) => query(sampleQuery(context, people, limit)),
    facts: (request) => reading(factsQuery(context, request)),
    unreadable: (value) => reading(unreadableQuery(context, value)),
    eventSeen: (event) => eventSeenQueries(context, event).map(query),
    eventNames: () => eventNameQueries(context).map(reading),
    withdrawn: (request) => optional(withdrawnQuery(context, request), reading),
    outcomes: (metric, windows) => optional(outcomesQuery(context, metric, windows), reading),
    engagement: (request) => optional(engagementQuery(context, request), reading),
  };
}

const dialects = { sqlite, postgres, mysql };

const optional = <A, B>(value: A | undefined, use: (value: A) => B): B | undefined =>
  value === undefined ? undefined : use(value);

const audienceCondition = ({ audience }: Pick<CampaignFile, 'audience'>) => ({
  all: [{ segment: audience.segment }, ...(audience.exclude ?? []).map((id) => ({ not: { segment: id } }))],
});
