// Writes docs/compared-with-terraform.md: the same twelve operations with `crm` and with the real `terraform`, as both answered.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

const project = join(import.meta.dirname, '..');
const page = join(project, 'docs/compared-with-terraform.md');
if (spawnSync('terraform', ['version']).status !== 0) {
  process.stdout.write('terraform is not installed: docs/compared-with-terraform.md stays as it is\n');
  process.exit(0);
}
const dir = mkdtempSync(join(tmpdir(), 'crm-compare-'));
const [ours, theirs] = [join(dir, 'crm'), join(dir, 'terraform')];
const most = 32;
// Settings of this machine's own have nothing to say here.
const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;

/** What a command says, without what differs from one machine and day to the next. */
function says(cwd, words) {
  const [name, ...args] = words;
  const command = name === 'crm' ? [process.execPath, join(project, 'bin/crm.js'), ...args] : words;
  const ran = spawnSync(command[0], command.slice(1), {
    cwd,
    encoding: 'utf8',
    env: { ...environment, NO_COLOR: '1', CRM_ACTOR: 'kim', SMTP_URL: 'smtp://127.0.0.1:1' },
  });
  const text = `${ran.stdout}${ran.stderr}`
    .replaceAll(dir, '/work')
    .replaceAll(hostname(), 'laptop')
    .replace(/\(process \d+\)/g, '(process 42)')
    .replace(/env_[\w-]+/g, 'env_x')
    .replace(/fingerprint [0-9a-f]{8}/g, 'fingerprint 7c1e9a04')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-01T09:00:00.000Z')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:[\d.]+ \+0000 UTC/g, '2026-11-01 08:59:00 +0000 UTC')
    .replace(/(\(process \d+\)) \d{4}-\d\d-\d\d \d\d:\d\d/g, '$1 2026-11-01 09:00')
    .replace(/Applied (.*) \([0-9a-f]{8}\)/g, 'Applied $1 (7c1e9a04)')
    .replace(/root@/g, 'kim@')
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '0f3c9b1e-….')
    .trimEnd();
  const lines = text.split('\n');
  const shown = lines.length > most ? [...lines.slice(0, most), `… ${lines.length - most} more lines`] : lines;
  const head = words.map((word) => (/[\s*]/.test(word) ? `'${word}'` : word)).join(' ');
  return { text: [`$ ${head}`, ...shown, `exit ${ran.status}`].join('\n'), all: text, code: ran.status };
}

const write = (cwd, file, text) => {
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  writeFileSync(join(cwd, file), text);
};
const edit = (cwd, file, from, to) => {
  const text = readFileSync(join(cwd, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(cwd, file), text.replace(from, to));
};

const at = ['--as-of', '2026-11-01T09:00:00Z'];
const crm = (...words) => says(ours, ['crm', ...words, ...(['show', 'state'].includes(words[0]) ? [] : at)]).text;
const terraform = (...words) => says(theirs, ['terraform', ...words, '-no-color']).text;

const campaign = (title, segment) => `title: ${title}
owner: growth@sori.example
stage: retention
purpose: service
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: They stay. }
audience: { segment: ${segment} }
trigger: { schedule: { cron: "0 10 * * *" } }
messages: [{ id: hello, channel: email, template: hello }]
`;
const resource = (id, title, segment, more = '') =>
  `resource "terraform_data" "${id}" {\n  input = { title = "${title}", segment = "${segment}" }\n${more}}\n`;

function begin() {
  write(
    ours,
    'crm.yaml',
    `workspace: sori
timezone: UTC
locale: en
store:
  url: sqlite:store.db
  people: { table: people, id: id, attributes: { tier: tier }, addresses: { email: email } }
  events: [{ table: events, person: person_id, name: name, at: at }]
channels: { email: { provider: file } }
lifecycle: { stages: [retention] }
metrics: { came_back: { event: opened } }
policies: { audience.max-share: off, goal.provable: off }
`,
  );
  write(ours, 'segments/all.yaml', 'title: Everybody\nwhere: { attribute: tier, in: [gold, basic] }\n');
  write(ours, 'segments/gold.yaml', 'title: Gold\nwhere: { attribute: tier, is: gold }\n');
  write(
    ours,
    'templates/hello.yaml',
    'title: Hello\nchannel: email\nlocales: { en: { subject: "Come back today", markdown: "We miss you." } }\n',
  );
  write(ours, 'campaigns/welcome.yaml', campaign('Welcome', 'all'));
  write(theirs, 'main.tf', resource('welcome', 'Welcome', 'all'));
  const db = new Database(join(ours, 'store.db'));
  db.exec(
    'create table people (id text, email text, tier text); create table events (person_id text, name text, at text)',
  );
  const add = db.prepare('insert into people values (?, ?, ?)');
  for (let i = 0; i < 300; i += 1) add.run(`p${i}`, `p${i}@people.example`, i % 3 === 0 ? 'gold' : 'basic');
  db.prepare("insert into events values ('p1', 'opened', '2026-10-01T00:00:00Z')").run();
  db.close();
  says(theirs, ['terraform', 'init']);
}

/** Each has a name, what both did, and what is different. */
const operations = [
  [
    'Create',
    () => [
      [terraform('plan', '-out', 'p.tfplan'), terraform('apply', 'p.tfplan')],
      [crm('plan', '--out', 'p.json'), crm('apply', 'p.json')],
      'Terraform shows what will be made. crm also shows whom it concerns: how many people, how many of them can be reached, what they read.',
    ],
  ],
  [
    'Change',
    () => {
      edit(theirs, 'main.tf', 'segment = "all"', 'segment = "gold"');
      edit(ours, 'campaigns/welcome.yaml', 'segment: all', 'segment: gold');
      edit(ours, 'templates/hello.yaml', 'Come back today', 'Come home today');
      const both = [[terraform('plan')], [crm('plan')]];
      says(theirs, ['terraform', 'apply', '-auto-approve']);
      crm('apply', '--auto-approve');
      return [...both, 'A changed segment is so many people who leave; changed copy is compared word by word.'];
    },
  ],
  [
    'No change',
    () => [
      [terraform('plan')],
      [crm('plan')],
      'Both are short here. With 1,000 resources terraform prints a line for each that it refreshed; crm prints at most three lines.',
    ],
  ],
  [
    'Rename',
    () => {
      write(
        theirs,
        'main.tf',
        `${resource('hello', 'Welcome', 'gold')}moved {\n  from = terraform_data.welcome\n  to   = terraform_data.hello\n}\n`,
      );
      const text = readFileSync(join(ours, 'campaigns/welcome.yaml'), 'utf8');
      rmSync(join(ours, 'campaigns/welcome.yaml'));
      write(ours, 'campaigns/hello.yaml', text);
      const both = [[terraform('plan')], [crm('plan')]];
      says(theirs, ['terraform', 'apply', '-auto-approve']);
      rmSync(join(ours, 'campaigns/hello.yaml'));
      write(ours, 'campaigns/welcome.yaml', text);
      return [
        ...both,
        '**Terraform is ahead**: a `moved` block renames. crm sees that it looks like a rename and warns, because the new campaign would write to the same people again; it cannot rename yet.',
      ];
    },
  ],
  [
    'Protect, and remove',
    () => {
      write(
        theirs,
        'main.tf',
        resource('hello', 'Welcome', 'gold', '  lifecycle {\n    prevent_destroy = true\n  }\n'),
      );
      edit(ours, 'campaigns/welcome.yaml', 'purpose:', 'protect: true\npurpose:');
      says(theirs, ['terraform', 'apply', '-auto-approve']);
      crm('apply', '--auto-approve');
      write(theirs, 'main.tf', '');
      const text = readFileSync(join(ours, 'campaigns/welcome.yaml'), 'utf8');
      rmSync(join(ours, 'campaigns/welcome.yaml'));
      const both = [[terraform('plan')], [crm('plan', '--out', 'p.json'), crm('apply', 'p.json')]];
      write(theirs, 'main.tf', resource('hello', 'Welcome', 'gold'));
      write(ours, 'campaigns/welcome.yaml', text);
      return [
        ...both,
        'With the block goes its `prevent_destroy`: terraform would destroy. In crm protection is what was applied, so that removing the file does not remove it.',
      ];
    },
  ],
  [
    'Stale',
    () => {
      edit(theirs, 'main.tf', 'Welcome', 'Welcome A');
      says(theirs, ['terraform', 'plan', '-out', 'a.tfplan', '-no-color']);
      write(theirs, 'other.tf', resource('other', 'Other', 'all'));
      says(theirs, ['terraform', 'apply', '-auto-approve', '-target=terraform_data.other', '-no-color']);
      edit(ours, 'campaigns/welcome.yaml', 'title: Welcome', 'title: Welcome A');
      crm('plan', '--out', 'a.json');
      edit(ours, 'templates/hello.yaml', 'We miss you.', 'We missed you.');
      crm('apply', '--auto-approve', '--only', 'template.hello');
      const both = [[terraform('apply', 'a.tfplan')], [crm('apply', 'a.json')]];
      says(theirs, ['terraform', 'apply', '-auto-approve']);
      return [
        ...both,
        'Any apply makes every saved plan of terraform stale, whatever it was about. crm compares only the definitions that the plan changes.',
      ];
    },
  ],
  [
    'Lock',
    () => {
      edit(ours, 'campaigns/welcome.yaml', 'title: Welcome A', 'title: Welcome B');
      lock();
      const locked = [
        crm('plan', '--refresh', 'none'),
        crm('apply', '--auto-approve', '--only', 'campaign.welcome', '--lock-timeout', '1s'),
      ];
      unlock();
      return [
        [lockedTerraform()],
        locked,
        'Terraform does not even plan while somebody applies. A plan of crm takes no lock, shows what was applied before, and says that an apply is running.',
      ];
    },
  ],
  [
    'Drift',
    () => {
      return [
        [terraform('plan', '-refresh-only')],
        [crm('drift')],
        'Terraform asks its providers. crm compares files, ledger and what was really sent with what was applied, and says by whom.',
      ];
    },
  ],
  [
    'A part',
    () => {
      edit(theirs, 'main.tf', 'Welcome A', 'Welcome C');
      edit(theirs, 'other.tf', 'Other', 'Other C');
      edit(ours, 'segments/gold.yaml', 'title: Gold', 'title: Golden');
      return [
        [terraform('plan', '-target=terraform_data.hello')],
        [crm('plan', '--only', 'campaign.w*')],
        'crm also selects by pattern, tag, stage, `git:main` and what depends on something, and says what is left out.',
      ];
    },
  ],
  [
    'Back to what was',
    () => [
      ['There is no such command: the files are reverted in git, and applied again.'],
      [crm('rollback', 'welcome', '--to', '1')],
      'The ledger keeps every revision; a rollback is a plan like every other, with the people that it concerns.',
    ],
  ],
  [
    'For machines',
    () => {
      const long = says(theirs, ['terraform', 'plan', '-json', '-no-color'])
        .all.split('\n')
        .filter((line) => line.startsWith('{'));
      const json = says(ours, ['crm', 'plan', '--format', 'json', ...at]);
      const { changes, summary, exit } = JSON.parse(json.all);
      return [
        [
          `$ terraform plan -json\n${long
            .slice(-3)
            .map((line) => line.slice(0, 160))
            .join('\n')}\n… ${long.length} documents, one a line, without the values that change`,
        ],
        [
          `$ crm plan --format json\n${JSON.stringify({ summary, 'changes[0].fields': changes[0].fields, exit }, null, 1)}\nexit ${json.code}`,
        ],
        'One document with every field before and after, its file and line, and the exit code. The same plan is also there as Markdown, annotations, SARIF and JUnit.',
      ];
    },
  ],
  [
    'What an exit code says',
    () => {
      write(theirs, 'broken.tf', 'resource "terraform_data" {\n');
      write(ours, 'campaigns/broken.yaml', 'title: Broken\nowne: me\n');
      const both = [[terraform('validate')], [crm('validate')]];
      return [
        ...both,
        'A broken file, a policy, a lock, a stale plan and a declined question are all 1 in terraform. In crm they are 3, 5, 9, 8 and 4.',
      ];
    },
  ],
];

const ledger = () => new Database(join(ours, '.crm/ledger.db'));
function lock() {
  const db = ledger();
  db.prepare(
    "update crm_locks set fence = fence + 1, holder = 'lee@ci (process 7), https://ci.example/runs/12', operation = 'apply', since = '2026-11-01T08:59:00.000Z', heartbeat_at = unixepoch('subsec'), expires_at = unixepoch('subsec') + 600 where scope = 'apply'",
  ).run();
  db.close();
}
function unlock() {
  const db = ledger();
  db.prepare('update crm_locks set expires_at = 0').run();
  db.close();
}

/** A plan while an apply holds the state: one that waits for a slow provisioner. */
function lockedTerraform() {
  write(
    theirs,
    'slow.tf',
    'resource "terraform_data" "slow" {\n  provisioner "local-exec" {\n    command = "sleep 6"\n  }\n}\n',
  );
  const script =
    'terraform apply -auto-approve -no-color >/dev/null 2>&1 & sleep 3; terraform plan -no-color; code=$?; wait; exit $code';
  const { text } = says(theirs, ['sh', '-c', script]);
  return `$ terraform plan      (while an apply is running)\n${text.split('\n').slice(1).join('\n')}`;
}

begin();
const version = /v[\d.]+/.exec(says(theirs, ['terraform', 'version']).all)?.[0];
const parts = operations.map(([name, run], i) => {
  const [left, right, words] = run();
  process.stdout.write(`${i + 1} ${name}\n`);
  const block = (title, texts) => [`**${title}**`, '', '```text', texts.join('\n\n'), '```', ''];
  return [`## ${i + 1}. ${name}`, '', words, '', ...block('terraform', left), ...block('crm', right)].join('\n');
});
rmSync(dir, { recursive: true, force: true });
writeFileSync(
  page,
  `# Compared with terraform

The same twelve operations with \`crm\` and with the real \`terraform\` (${version}, \`terraform_data\`), in this order, as both answered. Written by
\`node scripts/compare-with-terraform.js\`, which leaves this page as it is where terraform is not installed. Host, process, times and fingerprints
are replaced; long answers are cut.

${parts.join('\n')}`,
);
process.stdout.write(`${page.slice(project.length + 1)}\n`);
