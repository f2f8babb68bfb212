import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach } from 'vitest';
import { type ApplyOptions, applyPlan } from '../../src/app/apply-plan.ts';
import type { AppContext } from '../../src/app/context.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import { sealPlan } from '../../src/app/plan-file.ts';
import { createSecrets } from '../../src/app/secrets.ts';
import type { Plan, PlanChange } from '../../src/model/plan.ts';

export const noon = new Date('2026-11-06T12:00:00Z');

const config = `workspace: shop
timezone: UTC
locale: en
store:
  url: sqlite:store.db
  people:
    table: people
    id: id
    attributes: { points: points, city: city, name: name }
    addresses: { email: email }
    consent: { columns: { email: consent } }
  events: [{ table: events, person: person, name: name, at: at }]
channels: { email: { provider: file, unsubscribe: "mailto:bye@shop.example" } }
lifecycle: { stages: [growth] }
metrics: { came_back: { event: opened } }
`;

const campaign = `title: Hello
owner: a@shop.example
stage: growth
purpose: service
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: They stay. }
audience: { segment: rich }
trigger: { schedule: { cron: "0 10 * * *" } }
messages: [{ id: hello, channel: email, template: hello, expires: 12h }]
`;

const files: Readonly<Record<string, string>> = {
  'crm.yaml': config,
  'campaigns/hello.yaml': campaign,
  'segments/rich.yaml': 'title: Rich\nwhere: { segment: some }\n',
  'segments/some.yaml': 'title: Some points\nwhere: { attribute: points, at_least: 10 }\n',
  'templates/hello.yaml':
    'title: Hello\nchannel: email\nlocales: { en: { subject: "Hello", markdown: "Hi. [Bye]({{unsubscribe_url}})" } }\n',
  'personas/ann.yaml': 'title: Ann\nlocale: en\n',
};

interface Moment {
  readonly wall?: Date;
  readonly asOf?: Date;
}

/** A small workspace of 100 people with a ledger, planned and applied in this process with any clock. */
export interface Workshop {
  read(path: string): string;
  write(path: string, text: string): void;
  edit(path: string, from: string | RegExp, to: string): void;
  remove(path: string): void;
  inStore(sql: string): void;
  context(moment?: Moment): AppContext;
  plan(moment?: Moment & { refresh?: Plan['refresh'] }): Promise<Plan>;
  apply(plan: Plan, options?: Moment & Partial<ApplyOptions>): ReturnType<typeof applyPlan>;
  planAndApply(moment?: Moment): Promise<Plan>;
}

export const changeOf = (plan: Plan, address: string): PlanChange => {
  const change = plan.changes.find((one) => one.address === address);
  if (!change) throw new Error(`the plan does not change ${address}`);
  return change;
};

export function useWorkshop(): () => Workshop {
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true });
  });
  return () => {
    const root = mkdtempSync(join(tmpdir(), 'crm-workshop-'));
    roots.push(root);
    return workshopIn(root);
  };
}

function workshopIn(root: string): Workshop {
  const texts = new Map(Object.entries(files));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    texts.set(path, text);
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of texts) write(path, text);
  fill(join(root, 'store.db'));
  const context = (moment: Moment = {}): AppContext => contextIn(root, moment);
  const shop: Workshop = {
    read: (path) => texts.get(path) ?? '',
    write,
    edit: (path, from, to) => {
      const [text = ''] = [texts.get(path)];
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${path} does not have ${from}`);
      write(path, edited);
    },
    remove: (path) => rmSync(join(root, path)),
    inStore: (sql) => {
      const db = new Database(join(root, 'store.db'));
      db.exec(sql);
      db.close();
    },
    context,
    plan: ({ refresh = 'counts', ...moment } = {}) => makePlan(context(moment), { refresh }),
    apply: (plan, { lockTimeoutMs = 1000, ifNotApplied = false, ...moment } = {}) =>
      applyPlan(context(moment), { plan, seal: sealPlan(plan) }, { lockTimeoutMs, ifNotApplied }),
    planAndApply: async (moment) => {
      const plan = await shop.plan(moment);
      await shop.apply(plan, moment);
      return plan;
    },
  };
  return shop;
}

/** Person 1 to 100 with as many points; every fifth has no address; the odd ones live in Oslo, the others in Bergen. */
function fill(path: string): void {
  const db = new Database(path);
  db.exec(
    'create table people (id text primary key, email text, consent integer, points integer, score integer, city text, name text);' +
      'create table events (person text, name text, at text)',
  );
  const insert = db.prepare('insert into people values (?, ?, 1, ?, ?, ?, ?)');
  for (let n = 1; n <= 100; n += 1)
    insert.run(
      `p${String(n).padStart(3, '0')}`,
      n % 5 === 0 ? null : `p${n}@people.example`,
      n,
      101 - n,
      n % 2 === 1 ? 'Oslo' : 'Bergen',
      n === 1 ? null : `Name ${n}`,
    );
  db.close();
}

const contextIn = (root: string, { wall = noon, asOf }: Moment): AppContext => ({
  root,
  environment: undefined,
  asOf: asOf ?? wall,
  pinned: asOf !== undefined,
  wall: () => wall,
  ticks: () => 0,
  secrets: createSecrets({}),
  person: 'kim',
  holder: 'mina@desk',
  version: '0.0.0',
  leaseMs: 30_000,
  stop: new AbortController().signal,
  progress: () => undefined,
});
