import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type Ran, runCrm, tempDir } from './run-crm.ts';

/** The files of the workspace. */
export const tinyFiles = {
  'crm.yaml': `workspace: tiny
timezone: UTC
locale: en
store:
  url: sqlite:store.db
  people:
    table: people
    id: id
    attributes: { joined: joined, tier: tier }
    addresses: { email: email }
    consent: { table: consents, person: person_id, medium: medium, granted_at: granted_at, revoked_at: revoked_at }
  events:
    - { table: events, person: person_id, name: name, at: at }
ledger: { url: "sqlite:.crm/ledger.db" }
channels:
  email: { provider: smtp, url: "\${env:SMTP_URL}", from: "Tiny <hello@tiny.example>", unsubscribe: "mailto:bye@tiny.example", connections: 5 }
lifecycle: { stages: [retention] }
metrics:
  came_back: { event: app_opened }
`,
  'segments/all.yaml': 'title: Everybody\nstage: retention\nwhere: { attribute: joined, after: 2020-01-01 }\n',
  'segments/gold.yaml': 'title: Gold\nstage: retention\nwhere: { attribute: tier, is: gold }\n',
  'templates/hello.yaml':
    'title: Hello\nchannel: email\nlocales:\n  en:\n    subject: "Hello"\n    markdown: |\n      Hello.\n\n      [Unsubscribe]({{unsubscribe_url}})\n',
  'campaigns/hello.yaml': `title: Hello
owner: qa@tiny.example
stage: retention
purpose: advertising
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: A test. }
audience: { segment: all }
trigger: { at: 2026-11-06T10:00 }
messages:
  - { id: hello, channel: email, template: hello, expires: 12h }
`,
};

export interface TinyPerson {
  readonly id: string;
  readonly email: string;
  readonly tier?: string;
  /** When the consent was taken back. */
  readonly revoked?: string;
}

export interface TinyWorkspace {
  readonly dir: string;
  crm(...args: string[]): Promise<Ran>;
  /** The command's JSON document; fails with its words when the exit code is another than expected. */
  json<T>(args: readonly string[], code?: number): Promise<T>;
  /** Replaces text in a file. */
  edit(file: string, from: string, to: string): void;
  /** Adds people, all with consent to e-mail. */
  add(people: readonly TinyPerson[]): void;
}

/** A workspace of one campaign by e-mail, and a store of made-up people. */
export function tinyWorkspace(smtpUrl: () => string): TinyWorkspace {
  const dir = tempDir();
  for (const [name, text] of Object.entries(tinyFiles)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  inStore(dir, (db) =>
    db.exec(`create table people (id text primary key, email text, joined text, tier text);
      create table consents (person_id text, medium text, granted_at text, revoked_at text);
      create table events (person_id text, name text, at text)`),
  );
  const crm = (...args: string[]): Promise<Ran> => runCrm(args, { cwd: dir, env: { SMTP_URL: smtpUrl() } });
  return {
    dir,
    crm,
    json: async <T>(args: readonly string[], code = 0): Promise<T> => {
      const ran = await crm(...args, '--format', 'json');
      if (ran.code !== code) throw new Error(`exit ${ran.code}: ${ran.stdout}${ran.stderr}`);
      return JSON.parse(ran.stdout) as T;
    },
    edit: (file, from, to) => {
      const text = readFileSync(join(dir, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(join(dir, file), text.replace(from, to));
    },
    add: (people) => inStore(dir, (db) => insert(db, people)),
  };
}

function inStore(dir: string, work: (db: Database.Database) => void): void {
  const db = new Database(join(dir, 'store.db'));
  work(db);
  db.close();
}

function insert(db: Database.Database, people: readonly TinyPerson[]): void {
  const person = db.prepare("insert into people values (?, ?, '2026-01-01T00:00:00Z', ?)");
  const consent = db.prepare("insert into consents values (?, 'email', '2026-01-02T00:00:00Z', ?)");
  db.transaction(() => {
    for (const { id, email, tier = 'basic', revoked = null } of people) {
      person.run(id, email, tier);
      consent.run(id, revoked);
    }
  })();
}
