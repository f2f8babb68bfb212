import { parentPort, workerData } from 'node:worker_threads';
import { openLedger } from '../../src/ledger/index.ts';
import { apply, change } from './support.ts';

// Applies one plan after the other, each in step with the other threads, under the lock of an apply.
const { root, rounds, threads, gate, name } = workerData as {
  root: string;
  rounds: number;
  threads: number;
  gate: SharedArrayBuffer;
  name: string;
};
const arrived = new Int32Array(gate);
const ledger = openLedger({ url: 'sqlite:.crm/ledger.db', root, holder: name, leaseMs: 5_000 });
const ends: string[] = [];
for (let round = 0; round < rounds; round += 1) {
  Atomics.add(arrived, 0, 1);
  while (Atomics.load(arrived, 0) < (round + 1) * threads);
  const lock = await ledger.lock({ scope: 'apply', operation: 'apply', timeoutMs: round % 2 === 0 ? 0 : 2_000 });
  if ('holder' in lock) {
    ends.push('locked');
    continue;
  }
  const request = apply(`sha256:${round}`, [change('campaign.c', round), change(`campaign.c${round}`)]);
  ends.push((await ledger.apply({ ...request, appliedBy: name, fence: lock.fence })).kind);
  await lock.release();
}
await ledger.close();
parentPort?.postMessage(ends);
