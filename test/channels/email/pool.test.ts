import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Bench, twice, withPool } from './pool-support.ts';

const keys = (n: number): string[] => Array.from({ length: n }, (_, i) => `k${i}`);

/** As many lanes as the pool has connections, each sending one mail after the other. */
async function sendAll({ mail }: Bench, all: readonly string[], lanes: number): Promise<Record<string, number>> {
  const kinds: Record<string, number> = {};
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let key = all[next++]; key !== undefined; key = all[next++]) {
      const { kind } = await mail(key);
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return kinds;
}

describe.each([false, true])('the connections, pipelining %s', (pipelining) => {
  test('1,200 mails take few connections, each mail once', async () => {
    await withPool({ size: 4, pipelining }, async (bench) => {
      expect(await sendAll(bench, keys(1_200), 4)).toEqual({ accepted: 1_200 });
      expect(bench.server.journal).toHaveLength(1_200);
      expect(twice(bench.server)).toEqual([]);
      expect(bench.server.opened()).toBeLessThanOrEqual(8);
    });
  });

  test('a server that ends idle connections: the next mail goes at once', async () => {
    await withPool({ idleMs: 60, pipelining }, async (bench) => {
      for (const key of keys(4)) {
        expect((await bench.mail(key)).kind).toBe('accepted');
        await sleep(150);
      }
      expect(twice(bench.server)).toEqual([]);
      expect(bench.server.opened()).toBe(4);
    });
  });

  test('an idle connection that dies while the next mail begins: sent by another, never unknown', async () => {
    for (const wait of [55, 58, 60, 61, 62, 64]) {
      await withPool({ idleMs: 60, pipelining }, async (bench) => {
        expect((await bench.mail('one')).kind).toBe('accepted');
        await sleep(wait);
        expect((await bench.mail('two')).kind).toBe('accepted');
        expect(twice(bench.server)).toEqual([]);
      });
    }
  });

  test('a server that takes 3 mails a connection and then says 421: no mail suffers', async () => {
    await withPool({ size: 3, mailsPerConnection: 3, pipelining }, async (bench) => {
      expect(await sendAll(bench, keys(60), 3)).toEqual({ accepted: 60 });
      expect(bench.server.journal).toHaveLength(60);
      expect(twice(bench.server)).toEqual([]);
    });
  });

  test('a server that takes 1 mail a connection', async () => {
    await withPool({ size: 3, mailsPerConnection: 1, pipelining }, async (bench) => {
      expect(await sendAll(bench, keys(30), 3)).toEqual({ accepted: 30 });
      expect(twice(bench.server)).toEqual([]);
    });
  });

  test('a server that allows 2 connections, asked for 6: the others wait their turn', async () => {
    await withPool({ size: 6, connections: 2, slowMs: 5, pipelining }, async (bench) => {
      expect(await sendAll(bench, keys(60), 6)).toEqual({ accepted: 60 });
      expect(twice(bench.server)).toEqual([]);
    });
  });

  test('refused recipients among good ones keep the conversation', async () => {
    const fault = { at: 'rcpt', act: '550 5.1.1 nobody', times: 20 } as const;
    await withPool({ size: 2, fault, pipelining }, async (bench) => {
      expect(await sendAll(bench, keys(50), 2)).toEqual({ not_sent_permanent: 20, accepted: 30 });
      expect(bench.server.opened()).toBeLessThanOrEqual(2);
    });
  });
});

describe('the end', () => {
  test('close says goodbye to every connection and leaves none open', async () => {
    await withPool({ size: 4, slowMs: 5 }, async (bench) => {
      await sendAll(bench, keys(20), 4);
      await bench.pool.close();
      await sleep(50);
      expect(bench.server.open()).toBe(0);
      expect(bench.server.commands.filter((line) => line === 'QUIT')).toHaveLength(4);
    });
  });

  test('a server that says nothing to QUIT holds nobody up', async () => {
    await withPool({ fault: { at: 'quit', act: 'hang' } }, async (bench) => {
      await bench.mail('one');
      const began = performance.now();
      await bench.pool.close();
      expect(performance.now() - began).toBeLessThan(3_000);
    });
  });

  test('200 failing mails leave no connection open', async () => {
    await withPool({ size: 4, fault: { at: 'dot', act: 'drop' } }, async (bench) => {
      expect(await sendAll(bench, keys(200), 4)).toEqual({ unknown: 200 });
      expect(twice(bench.server)).toEqual([]);
      await sleep(100);
      expect(bench.server.open()).toBe(0);
    });
  });
});
