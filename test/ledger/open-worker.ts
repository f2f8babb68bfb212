import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../src/ledger/open-sqlite.ts';

// Opens one new ledger after the other, each in step with the other threads.
const { paths, threads, gate } = workerData as { paths: readonly string[]; threads: number; gate: SharedArrayBuffer };
const arrived = new Int32Array(gate);
const failed: string[] = [];
for (const [round, path] of paths.entries()) {
  Atomics.add(arrived, 0, 1);
  while (Atomics.load(arrived, 0) < (round + 1) * threads);
  try {
    openSqlite(path).close();
  } catch (error) {
    failed.push((error as Error).message);
  }
}
parentPort?.postMessage(failed);
