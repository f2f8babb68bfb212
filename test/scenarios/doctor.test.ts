import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { copyExample, runCrm, tempDir } from '../support/run-crm.ts';
import { tinyWorkspace } from '../support/tiny-workspace.ts';
import { startMailServer } from './mail-server.ts';

interface Examined {
  readonly checks: readonly { readonly name: string; readonly state: string; readonly says: string }[];
  readonly diagnostics: readonly { readonly code: string }[];
  readonly exit: { readonly code: number };
}

const states = ({ checks }: Examined) => Object.fromEntries(checks.map(({ name, state }) => [name, state]));

it('finds a setup that works, and makes nothing', async () => {
  const mail = await startMailServer();
  const tiny = tinyWorkspace(() => mail.url);
  tiny.add([{ id: 'p1', email: 'p1@people.example' }]);
  const examined = await tiny.json<Examined>(['doctor']);
  expect(states(examined)).toEqual({ files: 'ok', store: 'ok', ledger: 'ok', 'channel email': 'ok' });
  const { stdout, stderr, code } = await tiny.crm('doctor');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('✓ ok  ledger         none yet: the first apply makes it\n');
  expect(stdout).toContain('✓ ok  channel email  the SMTP server takes us\n');
  expect(existsSync(join(tiny.dir, '.crm'))).toBe(false);
  await tiny.json(['apply', '--auto-approve']);
  expect((await tiny.crm('doctor')).stdout).toMatch(/ledger +5 definitions are applied \(env_/);
  expect(mail.journal).toEqual([]);
  await mail.close();
});

it('names all that is wrong at once, and no secret', async () => {
  const refusing = createServer((socket) => socket.end('554 go away\r\n'));
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const { port } = refusing.address() as { port: number };
  const dir = tempDir();
  copyExample(dir);
  const config = join(dir, 'crm.yaml');
  writeFileSync(config, readFileSync(config, 'utf8').replace('sqlite:data/store.db', 'sqlite:data/nothing.db'));
  const secret = 'hunter2hunter2';
  const { stdout, stderr, code } = await runCrm(['doctor'], {
    cwd: dir,
    env: { SMTP_URL: `smtp://crm:${secret}@127.0.0.1:${port}` },
  });
  refusing.close();
  expect(code).toBe(11);
  expect(stdout).toMatch(/✗ error +store +/);
  expect(stdout).toMatch(/✗ error +channel email +the SMTP server cannot be reached \(554\)/);
  expect(stdout).toContain('Not ready: 2 parts of ');
  expect(stderr).toMatch(/error STORE\.NOT_FOUND[\s\S]*error CHANNEL\.NOT_READY/);
  expect(stdout + stderr).not.toContain(secret);
});

it('without crm.yaml says that, and looks no further', async () => {
  const { stdout, stderr, code } = await runCrm(['doctor'], { cwd: tempDir() });
  expect(code).toBe(3);
  expect(stderr).toContain('crm init');
  expect(stdout).toMatch(/- skipped {2}store/);
});

it('an environment that there is not is a mistake of the command line', async () => {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  const { stderr, code } = await tiny.crm('doctor', '--env', 'nowhere');
  expect([code, stderr]).toEqual([4, expect.stringContaining('ENVIRONMENT.UNKNOWN')]);
});

it('a variable that is not set is an error of the part that needs it', async () => {
  const dir = tempDir();
  copyExample(dir);
  const { stdout } = await runCrm(['doctor', '--format', 'json'], { cwd: dir });
  const examined = JSON.parse(stdout) as Examined;
  expect(states(examined)).toMatchObject({ files: 'ok', store: 'error', 'channel email': 'error' });
  expect(examined.diagnostics.map(({ code }) => code)).toContain('ENVIRONMENT.NOT_SET');
});

it.skipIf(process.getuid?.() !== 0)('a folder that may not be written is an error before the first send', async () => {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add([{ id: 'p1', email: 'p1@people.example' }]);
  mkdirSync(join(tiny.dir, '.crm'));
  chmodSync(join(tiny.dir, '.crm'), 0o500);
  const { stderr, code } = await runCrm(['doctor'], { cwd: tiny.dir, uid: 65_534 });
  expect(code).toBe(11);
  expect(stderr).toContain('error LEDGER.NOT_WRITABLE');
});

for (const { name, missing, create } of (await databaseKinds()).filter(({ dialect }) => dialect !== 'sqlite'))
  it.skipIf(missing)(`a superuser of ${name} is an error: a read-only transaction does not hold one back`, async () => {
    const database = await create();
    const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
    const config = join(tiny.dir, 'crm.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/url: sqlite:\S+/, `url: ${database.url}`));
    const { stdout } = await tiny.crm('doctor', '--format', 'json');
    const { diagnostics, exit } = JSON.parse(stdout) as Examined;
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'STORE.SUPERUSER', severity: 'error' }));
    expect(exit.code).not.toBe(0);
    await database.drop();
  });
