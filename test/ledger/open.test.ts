import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { useFiles } from './support.ts';

const files = useFiles();

test('threads that make the same ledger at the same moment all get it', async () => {
  const threads = 4;
  // Each is made, and then opened again while others close it.
  const paths = Array.from({ length: 40 }, () => files().path).flatMap((path) => [path, path, path]);
  const gate = new SharedArrayBuffer(4);
  const open = (): Promise<readonly string[]> =>
    new Promise((done, fail) => {
      const worker = new Worker(new URL('./open-worker.ts', import.meta.url), { workerData: { paths, threads, gate } });
      worker.once('message', done).once('error', fail);
    });
  expect((await Promise.all(Array.from({ length: threads }, open))).flat()).toEqual([]);
});
