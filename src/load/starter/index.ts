/** What the store calls the two attributes that the starter uses. */
export interface StarterColumns {
  readonly signedUp: string;
  readonly nickname: string;
}

/** The files of a new workspace: small, commented, valid. Paths relative to its folder. */
export const starterFiles = ({
  signedUp = 'signed_up_at',
  nickname = 'nickname',
}: Partial<StarterColumns> = {}): Readonly<Record<string, string>> => ({
  'crm.yaml': `# Where your people are, how they can be reached, and what counts. Everything else builds on this file.
# yaml-language-server: $schema=./schemas/workspace.schema.json   (write the schemas with: crm schema --to schemas)
workspace: my-app
timezone: Asia/Seoul            # of schedules, and of people without a zone
locale: ko                      # of people without a language
currency: KRW

store:
  url: sqlite:data/store.db     # build one from CSV files: crm store import --people people.csv --events events.csv
  people:
    table: people
    id: id
    created_at: signed_up_at
    addresses:
      email: email              # a column of the people table
    consent:
      columns:
        email: email_consent    # 1 or yes: may get advertising by e-mail
  events:
    - { table: events, person: person_id, name: name, at: occurred_at, properties: props }

ledger:
  url: sqlite:.crm/ledger.db    # what was applied, sent and measured; keep it, back it up

channels:
  # Writes each mail as a line of outbox/email.ndjson: look before you send.
  email: { provider: file, unsubscribe: "mailto:unsubscribe@my-app.example" }
  # The real thing; the address of the server comes from the environment:
  # email: { provider: smtp, url: "\${env:SMTP_URL}", from: "My App <hello@my-app.example>", unsubscribe: "mailto:unsubscribe@my-app.example" }

lifecycle:
  stages: [acquisition, activation, revenue, retention, referral]

metrics:
  came_back: { event: app_opened }
`,
  'segments/new-people.yaml': `title: Signed up in the last two weeks
stage: activation
where:
  attribute: ${signedUp}
  within: 14d
`,
  'templates/welcome.yaml': `title: Welcome
channel: email
variables:
  name: { from: person.${nickname}, fallback: "" }     # people without one; each language says what it calls them
locales:
  ko:
    subject: '(광고) {{default name "회원"}}님, 반가워요'
    markdown: |
      {{default name "회원"}}님, 가입해 주셔서 고마워요.

      [수신거부]({{unsubscribe_url}})
  en:
    subject: '(광고) Welcome, {{default name "friend"}}'      # Korean law: an advertisement says so first
    markdown: |
      Good to have you here, {{default name "friend"}}.

      [Unsubscribe]({{unsubscribe_url}})
`,
  'campaigns/welcome.yaml': `title: Bring new people back within three days
owner: growth@my-app.example
stage: activation
purpose: advertising            # needs consent; service and transactional messages do not
goal:                           # numbers first: the plan says whether they can be proven, the report whether they were reached
  metric: came_back
  within: 3d
  baseline: 0.20
  target: 0.25
  why: Who comes back in the first days stays.
audience:
  segment: new-people
trigger:
  schedule: { cron: "0 10 * * *" }    # every day at 10:00; each person once
experiment:
  salt: welcome-1               # decides who is held out; never copy it to another campaign
  holdout: 10                   # percent that gets nothing, so that the effect can be measured
messages:
  - { id: hello, channel: email, template: welcome, expires: 12h }
`,
  'personas/new-person.yaml': `title: A new person with a Korean phone
locale: ko
timezone: Asia/Seoul
attributes: { ${nickname}: 하늘 }
`,
  '.gitignore': `.crm/
data/
outbox/
reports/
*.crmplan.json
`,
});
