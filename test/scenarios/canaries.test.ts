import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { type Ran, runCrm, tempDir } from '../support/run-crm.ts';
import { tinyFiles } from '../support/tiny-workspace.ts';

const four = (i: number): string => String(i).padStart(4, '0');
const id = (i: number): string => `canary-id-${four(i)}`;
const email = (i: number): string => `canary.${four(i)}@leak.example`;
/** Whatever tells who somebody is. */
const person = /canary-id-\d|캐너리|CanaryName|canary\.?\d|leak\.example|7742.?\d{4}|canary-note/i;
const secret = /s3cr3t-canary/i;

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const later = ['--as-of', '2026-11-13T12:00:00Z'];
const environments = Array.from({ length: 25 }, (_, i) => i);
const variables = Object.fromEntries(
  environments.flatMap((i) => [
    // What a url has to encode is known in both forms.
    [`CANARY_S${i}`, `s3cr3t-canary-s${i}${['', '%40x', '.*', '%22', '$1'][i % 5]}`],
    [`CANARY_L${i}`, `s3cr3t-canary-l${i}-${'x'.repeat(i)}`],
  ]),
);

/** Refuses some recipients in the words of many servers: with the address in them. */
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo({ address }, _session, done) {
    if (/0\d00@/.test(address))
      return done(Object.assign(new Error(`<${address}>: no such user`), { responseCode: 550 }));
    return done();
  },
  onData(stream, _session, done) {
    stream.resume().on('end', () => done());
  },
});

const dir = tempDir();
let url = '';
const said: { readonly what: string; readonly ran: Ran }[] = [];

async function crm(...args: string[]): Promise<Ran> {
  const ran = await runCrm(args, { cwd: dir, env: { SMTP_URL: url, ...variables } });
  said.push({ what: args.join(' '), ran });
  return ran;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  for (const [name, text] of Object.entries(tinyFiles)) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const config = readFileSync(join(dir, 'crm.yaml'), 'utf8')
    .replace(
      'attributes: { joined: joined, tier: tier }',
      'attributes: { joined: joined, tier: tier, name: name, phone: phone, note: note, since: since }',
    )
    .concat(
      'environments:\n',
      ...environments.map(
        (i) =>
          `  e${i}: { store: { url: "${i % 2 ? 'mysql' : 'postgres'}://reader:\${env:CANARY_S${i}}@127.0.0.1:1/db?timeout=1s" }, ledger: { url: "postgres://w:\${env:CANARY_L${i}}@127.0.0.1:1/l" } }\n`,
      ),
    );
  writeFileSync(join(dir, 'crm.yaml'), config);
  writeFileSync(
    join(dir, 'templates/hello.yaml'),
    'title: Hello\nchannel: email\nvariables: { name: { from: person.name } }\nlocales:\n  en:\n    subject: "Hello {{name}}"\n    markdown: |\n      Hello {{name}}.\n\n      [Unsubscribe]({{unsubscribe_url}})\n',
  );
  // A value that nobody has, near to what people have; a time that is none; a list of ids.
  const segment = (name: string, where: string) =>
    writeFileSync(join(dir, `segments/${name}.yaml`), `title: ${name}\nstage: retention\nwhere: ${where}\n`);
  segment('named', '{ attribute: name, is: CanaryNam }');
  segment('noted', '{ attribute: since, within: 30d }');
  segment('listed', '{ list: lists/vip.csv }');
  mkdirSync(join(dir, 'lists'));
  writeFileSync(
    join(dir, 'lists/vip.csv'),
    ['id', ...Array.from({ length: 30 }, (_, i) => id(i)), 'canary-id-nobody7', ''].join('\n'),
  );
  const db = new Database(join(dir, 'store.db'));
  db.exec(`create table people (id text primary key, email text, joined text, tier text, name text, phone text, note text, since text);
    create table consents (person_id text, medium text, granted_at text, revoked_at text);
    create table events (person_id text, name text, at text)`);
  const add = db.prepare('insert into people values (?, ?, ?, ?, ?, ?, ?, ?)');
  const consent = db.prepare("insert into consents values (?, 'email', '2026-01-02T00:00:00Z', null)");
  const event = db.prepare("insert into events values (?, 'app_opened', ?)");
  db.transaction(() => {
    for (let i = 0; i < 1000; i += 1) {
      const name = i % 2 ? `CanaryName${four(i)}` : `캐너리${four(i)}`;
      const odd = i % 97 === 0 ? email(i) : '2026-10-20T00:00:00Z';
      add.run(
        id(i),
        i % 31 ? email(i) : `canary ${four(i)} @leak.example`,
        '2026-01-01T00:00:00Z',
        i % 3 ? 'basic' : 'gold',
        name,
        `010-7742-${four(i)}`,
        `canary-note-${i}`,
        odd,
      );
      consent.run(id(i));
      if (i % 4 === 0) event.run(id(i), '2026-11-07T00:00:00Z');
    }
  })();
  db.close();
});
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

/** Every file of the workspace but what people's ids belong in: the store, lists, an export. */
function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

const clean = (text: string, what: string): void => {
  for (const pattern of [person, secret]) {
    const found = pattern.exec(text);
    if (found) throw new Error(`${what}: ${text.slice(Math.max(0, found.index - 120), found.index + 80)}`);
  }
};

const forms = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'];

it('a whole week of work shows nobody and no secret, in any form, on success and on failure', async () => {
  for (const form of forms) await crm('validate', '--store', '--format', form);
  for (const verb of ['count', 'overlap', 'coverage', 'list', 'explain'])
    for (const form of ['text', 'json', 'markdown'])
      await crm(
        'segment',
        verb,
        ...(verb === 'list' ? ['--counts'] : verb === 'explain' ? ['named', '--sql'] : []),
        '--format',
        form,
        ...friday,
      );
  await crm('segment', 'coverage', '--html', 'coverage.html', ...friday);
  await crm('segment', 'sample', 'all', ...friday);
  await crm('segment', 'sample', 'all', '--format', 'json', ...friday);
  await crm('segment', 'export', 'all', '--to', 'out.csv', ...friday);
  await crm('segment', 'diff', 'HEAD', ...friday);
  for (const form of forms) await crm('plan', '--refresh', 'full', '--out', 'p.json', '--format', form, ...friday);
  for (const form of forms) await crm('show', 'p.json', '--format', form);
  await crm('approve', 'p.json', ...friday);
  const applied = await crm('apply', 'p.json', ...friday);
  expect(applied.stderr + applied.stdout).toContain('campaign.hello');
  await crm('send', '--dry-run', ...friday);
  await crm('send', '--dry-run', '--format', 'json', ...friday);
  const sent = await crm('send', ...friday);
  expect(sent.stdout).toMatch(/failed +9\b/);
  await crm('send', '--format', 'json', ...friday);
  await crm('pull', ...later);
  for (const form of ['text', 'json', 'markdown']) await crm('report', '--format', form, ...later);
  for (const command of ['status', 'drift', 'doctor'])
    for (const form of ['text', 'json']) await crm(command, '--format', form, ...later);
  for (const form of ['text', 'json']) await crm('simulate', '--back', '30', '--format', form, ...later);
  await crm('state', 'list');
  await crm('state', 'show', 'segment.listed', '--format', 'json');
  await crm('rollback', 'hello', '--to', '1', ...later);
  await crm('store', 'import', '--force', 'lists/vip.csv');
  await crm('demo', 'react', ...later);
  await crm('init', dir);
  await crm('schema', 'campaign');
  await crm('segment', 'count', id(3));
  for (const { what, ran } of said.filter(({ what }) => !what.includes(id(3)))) clean(ran.stdout + ran.stderr, what);
  // The commands that nobody tried here are none.
  const tried = new Set(said.map(({ what }) => what));
  const leaves = createProgram({ width: 80, print: () => undefined, note: () => undefined } as never).commands.flatMap(
    (one) => (one.commands.length > 0 ? one.commands.map((leaf) => `${one.name()} ${leaf.name()}`) : [one.name()]),
  );
  const untried = leaves.filter((name) => ![...tried].some((what) => what === name || what.startsWith(`${name} `)));
  expect(untried).toEqual(['demo seed']);
  for (const path of filesUnder(dir)) {
    const name = path.slice(dir.length + 1);
    if (/^(store\.db|lists\/|out\.csv|\.crm\/lists\/|segments\/named)/.test(name)) continue;
    const text = readFileSync(path).toString('latin1');
    // The ledger knows people by their ids, and by nothing else.
    const rest = name.startsWith('.crm/ledger.db') ? text.replace(/canary-id-\d{4}/g, '') : text;
    clean(Buffer.from(rest, 'latin1').toString('utf8'), name);
  }
}, 240_000);

it('no secret of 25 environments that cannot be reached is in what is said of them', async () => {
  const commands = [
    ['plan'],
    ['doctor'],
    ['validate', '--store'],
    ['segment', 'count', 'all'],
    ['send', '--dry-run'],
    ['status', '--format', 'json'],
    ['apply', '--auto-approve'],
    ['drift', '--format', 'json'],
    ['plan', '--refresh', 'none', '--format', 'sarif'],
    ['doctor', '--format', 'json'],
  ];
  for (let from = 0; from < environments.length; from += 5)
    await Promise.all(
      environments.slice(from, from + 5).map(async (i) => {
        const ran = await crm(...(commands[i % commands.length] ?? []), '--env', `e${i}`, ...friday);
        expect([ran.code, ran.stdout + ran.stderr]).not.toEqual([0, '']);
        clean(ran.stdout + ran.stderr, `e${i}: ${commands[i % commands.length]?.join(' ')}`);
      }),
    );
}, 240_000);

it('a password that stands in a file is an error that does not say it', async () => {
  const path = join(dir, 'crm.yaml');
  const config = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    config.replace('url: sqlite:store.db', 'url: "postgres://reader:s3cr3t-canary-file@127.0.0.1:1/db"'),
  );
  for (const form of forms) {
    const { code, stdout, stderr } = await crm('validate', '--format', form);
    expect(code).toBe(3);
    clean(stdout + stderr, `validate ${form}`);
  }
  // Nor one in a line that YAML does not understand.
  writeFileSync(
    path,
    config.replace('url: sqlite:store.db', 'url: "postgres://reader:s3cr3t-canary-file@127.0.0.1:1/db'),
  );
  for (const form of forms) {
    const { code, stdout, stderr } = await crm('plan', '--format', form);
    expect(code).toBe(3);
    clean(stdout + stderr, `plan ${form}`);
  }
}, 120_000);
