import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { clusterFolder, startCluster } from './postgres-cluster.ts';

/** A server where tests may make databases, or why there is none. */
export type TestServer = { readonly url: string } | { readonly missing: string };

/** `CRM_TEST_POSTGRES`, or a cluster of this run that the first test file starts and the others share. */
export async function postgresServer(): Promise<TestServer> {
  const given = process.env.CRM_TEST_POSTGRES;
  if (given) return { url: given };
  const folder = clusterFolder(Number(process.env.CRM_TEST_OWNER ?? process.pid));
  const state = join(folder, 'server.json');
  for (;;) {
    if (statSync(state, { throwIfNoEntry: false })) return JSON.parse(readFileSync(state, 'utf8')) as TestServer;
    if (begins(folder)) break;
    await sleep(100);
  }
  const server = await startCluster(folder).catch((error: unknown) => ({ missing: String(error) }));
  writeFileSync(`${state}.new`, JSON.stringify(server));
  renameSync(`${state}.new`, state);
  return server;
}

/** Whether this process is the one that starts the cluster. */
function begins(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > 120_000) rmSync(folder, { recursive: true, force: true });
    return false;
  }
}

/** `CRM_TEST_MYSQL`, or the server of this machine when it lets root in. */
export async function mysqlServer(): Promise<TestServer> {
  const url = process.env.CRM_TEST_MYSQL ?? 'mysql://root@127.0.0.1:3306';
  try {
    const connection = await mysql.createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    return { url };
  } catch (error) {
    if (process.env.CRM_TEST_MYSQL) throw error;
    return { missing: 'nothing answers at mysql://root@127.0.0.1:3306; set CRM_TEST_MYSQL to the url of a server' };
  }
}
