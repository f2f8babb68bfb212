import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/** A workspace of one segment, one template and one campaign. Every broken workspace is this one with a small change. */
export const tinyFiles: Readonly<Record<string, string>> = {
  'crm.yaml': `workspace: tiny
timezone: Asia/Seoul
locale: ko
currency: KRW
store:
  url: sqlite:store.db
  people:
    table: people
    id: id
    timezone: zone
    attributes: { nickname: nickname, country: country }
    addresses: { email: email }
    consent: { columns: { email: wants_email } }
  events:
    - { table: events, person: person_id, name: name, at: at, id: id, properties: props }
ledger:
  url: sqlite:.crm/ledger.db
channels:
  email: { provider: file, from: "Tiny <hello@tiny.example>" }
lifecycle:
  stages: [activation, retention]
strategy:
  objectives:
    - { id: weekly, metric: came_back, target: 0.3, why: 매주 오는 사람이 남는다. }
metrics:
  came_back: { event: app_opened }
policies:
  audience.empty: warn
`,
  'segments/vip.yaml': `title: 단골 손님
owner: crm@tiny.example
stage: retention
where:
  all:
    - attribute: country
      is: KR
    - event: app_opened
      within: 30d
`,
  'templates/hello.yaml': `title: Hello
channel: email
variables:
  name: { from: person.nickname, fallback: 회원 }
locales:
  ko:
    subject: "(광고) {{name}}님, 안녕하세요"
    markdown: |
      {{name}}님, 다시 만나요.
`,
  'campaigns/hello.yaml': `title: 다시 만나요
owner: crm@tiny.example
stage: retention
objective: weekly
purpose: service
goal:
  metric: came_back
  within: 7d
  baseline: 0.2
  target: 0.3
  why: 한 번 온 사람은 또 온다.
audience:
  segment: vip
trigger:
  schedule: { cron: "0 19 * * 5" }
experiment:
  salt: hello-2026-11
  holdout: 20
messages:
  - { id: hello, channel: email, template: hello }
`,
};

export function writeFiles(dir: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

export function writeStore(dir: string): void {
  const db = new Database(join(dir, 'store.db'));
  db.exec(`
    create table people (id text primary key, zone text, nickname text, country text, email text, wants_email integer);
    create table events (id integer primary key, person_id text, name text, at text, props text);
  `);
  const person = db.prepare('insert into people values (?, ?, ?, ?, ?, 1)');
  const event = db.prepare('insert into events (person_id, name, at, props) values (?, ?, ?, ?)');
  for (let i = 1; i <= 20; i += 1) {
    person.run(`p${i}`, 'Asia/Seoul', `회원${i}`, i % 4 === 0 ? 'US' : 'KR', `p${i}@people.example`);
    event.run(`p${i}`, 'app_opened', '2026-11-01T10:00:00Z', '{}');
  }
  db.close();
}

export function writeTiny(dir: string): void {
  writeFiles(dir, tinyFiles);
  writeStore(dir);
}
