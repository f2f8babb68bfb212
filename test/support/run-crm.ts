import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { ensureBuilt } from './ensure-built.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly uid?: number;
}

/** Runs the real `crm` process, without a terminal and with only the environment that is given. */
export async function runCrm(args: readonly string[], { cwd, env = {}, input = '', uid }: RunOptions): Promise<Ran> {
  await ensureBuilt();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin/crm.js'), ...args], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: cwd, ...env },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A folder of its own, gone after the test file. May be asked for inside a test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'crm-test-'));
  chmodSync(dir, 0o755);
  made.push(dir);
  return dir;
}

/** The example workspace, without its data. */
export function copyExample(dir: string): void {
  for (const part of ['crm.yaml', 'campaigns', 'segments', 'templates', 'personas'])
    cpSync(join(projectRoot, part), join(dir, part), { recursive: true });
}
