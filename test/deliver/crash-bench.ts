import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { build } from 'esbuild';
import { expect } from 'vitest';
import { type FaultServer, startFaultServer } from '../channels/email/fault-server.ts';
import { messages } from './crash-setting.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A folder with a program, a store of people and a slow mail server whose journal decides. */
export interface CrashBench {
  readonly root: string;
  readonly server: FaultServer;
  start(...args: string[]): Running;
  close(): Promise<void>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null; output: string }>;
}

export async function crashBench(entry: string, { slowMs }: { slowMs: number }): Promise<CrashBench> {
  const root = mkdtempSync(join(tmpdir(), 'crm-crash-'));
  const program = join(root, 'program');
  mkdirSync(program);
  symlinkSync(join(repository, 'node_modules'), join(program, 'node_modules'));
  await build({
    absWorkingDir: repository,
    entryPoints: { main: entry },
    outdir: program,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  writePeople(join(root, 'store.db'));
  const server = await startFaultServer({ slowMs });
  const children = new Set<ChildProcess>();
  return {
    root,
    server,
    start: (...args) => {
      const running = launch(join(program, 'main.mjs'), args, { root, port: server.port });
      children.add(running.child);
      return running;
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await server.close();
      rmSync(root, { recursive: true });
    },
  };
}

function launch(program: string, args: readonly string[], { root, port }: { root: string; port: number }): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, CRM_LEASE: '2s', SMTP_URL: `smtp://127.0.0.1:${port}`, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<Awaited<Running['ended']>>((done) => {
    child.on('close', (code, signal) => done({ code, signal, output }));
  });
  return { child, ended };
}

function writePeople(path: string): void {
  const db = new Database(path);
  db.exec(
    'create table people (id text primary key, email text, joined text); create table events (person_id text, name text, at text)',
  );
  const add = db.prepare("insert into people values (?, ?, '2026-10-01T00:00:00Z')");
  db.transaction(() => {
    for (let i = 0; i < messages; i++) add.run(`p${String(i).padStart(5, '0')}`, `p${i}@people.example`);
  })();
  db.close();
}

/** Until the journal grew by so many mails, the process ended, or the time is over. */
export async function grown(server: FaultServer, by: number, running: Running, atMostMs: number): Promise<void> {
  const target = server.journal.length + by;
  const until = performance.now() + atMostMs;
  while (server.journal.length < target && performance.now() < until && running.child.exitCode === null) await sleep(5);
}

/** True when it was still running; false when it had done its work. One that failed by itself fails the test with its words. */
export async function kill(running: Running): Promise<boolean> {
  running.child.kill('SIGKILL');
  const { code, signal, output } = await running.ended;
  if (signal === 'SIGKILL') return true;
  expect(code, `it ended by itself: ${output}`).toBe(0);
  return false;
}

/** Compares what the server has with what the ledger says: nobody twice, nobody lost, unknown within its bound. */
export function judge(path: string, { journal }: FaultServer, bound: number): { unknown: number } {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare<[], { key: string; status: string }>('select key, status from crm_deliveries').all();
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  const keys = journal.map(({ key }) => key);
  const delivered = new Set(keys);
  const recipients = new Set(journal.flatMap(({ to }) => to));
  const of = (status: string): string[] => rows.filter((row) => row.status === status).map(({ key }) => key);
  const unknown = of('unknown');
  // Twice, by key and by address.
  expect(keys.length - delivered.size).toBe(0);
  expect(recipients.size).toBe(keys.length);
  // Lost.
  expect(rows).toHaveLength(messages);
  expect(of('sent').length + unknown.length).toBe(messages);
  // Told as sent and never arrived; arrived and told as not sent.
  expect(of('sent').filter((key) => !delivered.has(key))).toEqual([]);
  const maybe = new Set([...of('sent'), ...unknown]);
  expect(keys.filter((key) => !maybe.has(key))).toEqual([]);
  expect(unknown.length).toBeLessThanOrEqual(bound);
  return { unknown: unknown.length };
}
