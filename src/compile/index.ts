import type { StoreColumnShape } from '../model/ports.ts';
import type { People, Program } from '../model/program.ts';
import type { CampaignFile, SegmentFile, StoreMapping } from '../model/workspace.ts';
import { compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { compareQuery, countQuery, partitionQuery, sampleQuery } from './count-queries.ts';
import { sqlite } from './dialect.ts';
import { engagementQuery, eventNameQueries, eventSeenQueries, outcomesQuery } from './event-queries.ts';
import { factsQuery } from './facts-query.ts';
import { yes } from './fragment.ts';
import { unreadableQuery } from './unreadable-query.ts';
import { withdrawnQuery } from './withdrawn-query.ts';

export interface CompileOptions {
  readonly store: StoreMapping;
  /** The store's tables as it describes them; left out when no query will be run. */
  readonly tables?: ReadonlyMap<string, readonly StoreColumnShape[]>;
  readonly timezone: string;
  readonly segments: ReadonlyMap<string, SegmentFile>;
  /** The one instant of the command: events at or after it are invisible. */
  readonly now: Date;
}

/** Turns a workspace's segments into queries. Pure: the same arguments give the same text and bindings. */
export function compile({ store, tables = new Map(), timezone, segments, now }: CompileOptions): Program {
  const context: Context = {
    dialect: sqlite,
    mapping: store,
    tables,
    zone: timezone,
    now,
    segment: (id) => segments.get(id),
  };
  return {
    everyone: yes,
    segment: (definition) => compileCondition(context, definition.where),
    audience: (campaign) => compileCondition(context, audienceCondition(campaign)),
    outside: (campaign) => compileCondition(context, { not: audienceCondition(campaign) }),
    count: (groups) => countQuery(context, groups),
    partition: (groups) => partitionQuery(context, groups),
    compare: (before, after) => compareQuery(context, before, after),
    sample: (people: People, limit) => sampleQuery(context, people, limit),
    facts: (request) => factsQuery(context, request),
    unreadable: (value) => unreadableQuery(context, value),
    eventSeen: (event) => eventSeenQueries(context, event),
    eventNames: () => eventNameQueries(context),
    withdrawn: (request) => withdrawnQuery(context, request),
    outcomes: (metric, windows) => outcomesQuery(context, metric, windows),
    engagement: (request) => engagementQuery(context, request),
  };
}

const audienceCondition = ({ audience }: Pick<CampaignFile, 'audience'>) => ({
  all: [{ segment: audience.segment }, ...(audience.exclude ?? []).map((id) => ({ not: { segment: id } }))],
});
