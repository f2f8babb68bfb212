import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptsAddress } from '../../src/channels/accepts/index.ts';
import { decideAudience } from '../../src/deliver/audience/index.ts';
import type { DeliverRequest } from '../../src/deliver/index.ts';
import { type OpenLedger, openLedger } from '../../src/ledger/index.ts';
import type { Channel, ChannelOutcome, OutgoingMessage } from '../../src/model/channel.ts';
import type { Copy } from '../../src/model/copy.ts';
import type { Run, RunCounts } from '../../src/model/delivery.ts';
import { loadRules } from '../../src/model/limits.ts';
import type { PersonFacts } from '../../src/model/person.ts';
import type { Store } from '../../src/model/ports.ts';
import type { FactsRequest, Program, Reading } from '../../src/model/program.ts';
import type { Row } from '../../src/model/query.ts';
import type { CampaignFile } from '../../src/model/workspace.ts';

export const campaign = (over: Partial<CampaignFile> = {}): CampaignFile => ({
  title: 'Test',
  owner: 'qa@sori.example',
  stage: 'retention',
  purpose: 'advertising',
  goal: { metric: 'm', within: '1d', baseline: 0.1, target: 0.2, why: 'test' },
  audience: { segment: 's' },
  trigger: { at: '2026-11-06T19:00' },
  messages: [{ id: 'hello', channel: 'email', template: 't' }],
  ...over,
});

export const person = (id: string, over: Partial<PersonFacts> = {}): PersonFacts => ({
  id,
  timezone: undefined,
  locale: undefined,
  address: `${id}@people.example`,
  consent: true,
  attributes: {},
  ...over,
});

export const people = (n: number): PersonFacts[] =>
  Array.from({ length: n }, (_, i) => person(`p${String(i).padStart(5, '0')}`));

const unused = (): never => {
  throw new Error('the test asks for no such query');
};

/** A program and a store over people in memory: the query is the request itself. */
export function memoryStore(all: Map<string, PersonFacts>): { program: Program; store: Store } {
  const facts = (request: FactsRequest): Reading<PersonFacts> => ({
    sql: JSON.stringify(request.page),
    bindings: [],
    read: (row) => row as unknown as PersonFacts,
  });
  const program: Program = {
    everyone: { sql: '', bindings: [] },
    nobody: { sql: '', bindings: [] },
    zones: unused,
    segment: unused,
    audience: () => ({ sql: '', bindings: [] }),
    gets: unused,
    outside: unused,
    count: unused,
    reach: unused,
    joint: unused,
    any: unused,
    both: unused,
    capped: unused,
    addressed: unused,
    reachable: unused,
    partition: unused,
    compare: unused,
    sample: unused,
    membership: unused,
    ids: unused,
    facts,
    withdrawn: () => ({
      sql: JSON.stringify({ withdrawn: true }),
      bindings: [],
      read: (row) => String(row.address),
    }),
    unreadable: unused,
    eventSeen: unused,
    values: unused,
    found: unused,
    repeatedIds: unused,
    eventNames: unused,
    eventProperties: unused,
    outcomes: unused,
    engagement: unused,
  };
  const store: Store = {
    dialect: 'sqlite',
    tables: async () => new Map(),
    indexes: async () => new Map(),
    sizes: async () => new Map(),
    warnings: async () => [],
    all: async ({ sql }) => {
      const page = JSON.parse(sql) as { ids?: string[]; after?: string; limit: number; withdrawn?: true };
      if (page.withdrawn) return withdrawn([...all.values()]);
      const sorted = [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const rows = page.ids
        ? sorted.filter(({ id }) => page.ids?.includes(id))
        : sorted.filter(({ id }) => page.after === undefined || id > page.after).slice(0, page.limit);
      return rows as unknown as Row[];
    },
    explain: unused,
    stream: unused,
    close: async () => undefined,
  };
  return { program, store };
}

/** Addresses of several people of whom one says no. */
const withdrawn = (all: readonly PersonFacts[]): Row[] =>
  all.flatMap(({ id, address, consent }) =>
    consent === false && all.some((other) => other.id !== id && other.address === address) ? [{ address }] : [],
  );

export const copy: Copy = {
  attributes: [],
  system: [],
  bare: [],
  missing: () => [],
  render: () => ({ locale: 'ko', parts: { subject: 'Hi', text: 'Hello' } }),
};

/** What the channel was asked to send, and what it says to that. */
export class Script implements Channel {
  readonly calls: OutgoingMessage[] = [];
  readonly rate: number | undefined;
  readonly window: number;
  readonly #say: (message: OutgoingMessage, call: number) => ChannelOutcome | Promise<ChannelOutcome>;

  constructor(
    say: (message: OutgoingMessage, call: number) => ChannelOutcome | Promise<ChannelOutcome> = () => ({
      kind: 'accepted',
    }),
    { window = 5, rate }: { window?: number; rate?: number } = {},
  ) {
    this.#say = say;
    this.window = window;
    this.rate = rate;
  }

  async send(message: OutgoingMessage): Promise<ChannelOutcome> {
    this.calls.push(message);
    return this.#say(message, this.calls.length);
  }

  async close(): Promise<void> {}

  /** Keys that it was given more than once. */
  repeated(): string[] {
    const seen = new Set<string>();
    return this.calls.flatMap(({ key }) => (seen.size === seen.add(key).size ? [key] : []));
  }
}

export const start = new Date('2026-11-06T10:00:00Z');

export interface Stage {
  readonly path: string;
  readonly ledger: OpenLedger;
  readonly people: Map<string, PersonFacts>;
  readonly run: Run;
  readonly campaign: CampaignFile;
  request(channel: Channel, over?: Partial<DeliverRequest>): DeliverRequest;
  counts(): Promise<RunCounts>;
  /** Another connection to the same ledger file. */
  second(): OpenLedger;
  close(): Promise<void>;
}

interface Staging {
  readonly people: readonly PersonFacts[];
  readonly campaign?: CampaignFile;
  readonly expiresAt?: string;
  readonly leaseMs?: number;
}

/** A ledger file with a run whose audience was decided and written down. */
export async function stage({
  people: list,
  campaign: of = campaign(),
  expiresAt,
  leaseMs = 5_000,
}: Staging): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'crm-deliver-'));
  const open = (): OpenLedger => openLedger({ url: 'sqlite:ledger.db', root, holder: 'test', leaseMs });
  const ledger = open();
  const others: OpenLedger[] = [];
  const all = new Map(list.map((facts) => [facts.id, facts]));
  const memory = memoryStore(all);
  const run = await enqueue({ ledger, ...memory, campaign: of, expiresAt });
  return {
    path: join(root, 'ledger.db'),
    ledger,
    people: all,
    run,
    campaign: of,
    request: (channel, over = {}) => ({
      ledger,
      ...memory,
      channel,
      run,
      campaign: of,
      copies: new Map([['default', copy], ...(of.experiment?.variants ?? []).map(({ name }) => [name, copy] as const)]),
      system: {},
      accepts: acceptsAddress('email'),
      hashAddress: ledger.hashAddress,
      generation: 0,
      load: loadRules({ campaign: of, limits: undefined, campaigns: [] }),
      now: () => start,
      wall: () => new Date(),
      ticks: () => performance.now(),
      leaseMs,
      stop: new AbortController().signal,
      onProgress: () => undefined,
      ...over,
    }),
    counts: () => ledger.counts(run.id),
    second: () => {
      const other = open();
      others.push(other);
      return other;
    },
    close: async () => {
      for (const one of [ledger, ...others]) await one.close();
      rmSync(root, { recursive: true });
    },
  };
}

interface Enqueue {
  readonly ledger: OpenLedger;
  readonly program: Program;
  readonly store: Store;
  readonly campaign: CampaignFile;
  readonly expiresAt: string | undefined;
}

async function enqueue({ ledger, program, store, campaign: of, expiresAt }: Enqueue): Promise<Run> {
  const run = await ledger.openRun({
    id: 'c@2026-11-06T19:00',
    campaign: 'c',
    revision: 1,
    slot: '2026-11-06T19:00',
    purpose: of.purpose,
    state: 'enqueuing',
    asOf: start.toISOString(),
    expiresAt,
    generation: 0,
    cursor: undefined,
  });
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.audience(of),
    context: {
      id: 'c',
      campaign: of,
      run: run.id,
      now: start,
      globalHoldout: undefined,
      accepts: acceptsAddress('email'),
      hashAddress: ledger.hashAddress,
    },
  });
  for await (const { people: decided, after, cursor } of pages)
    await ledger.enqueue({
      run,
      salt: 'c',
      channel: 'email',
      deliveries: decided.map(({ delivery }) => delivery),
      after,
      cursor,
    });
  await ledger.closeEnqueue(run.id);
  return { ...run, state: 'sending' };
}

/** The sum of all parts of a run. */
export const total = (counts: RunCounts): number =>
  counts.queued +
  counts.sent +
  counts.failed +
  counts.unknown +
  counts.heldOut +
  counts.expired +
  counts.cancelled +
  Object.values(counts.skipped).reduce((sum, n) => sum + n, 0);
