import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets at most `rate` calls a second through, evenly; undefined is no limit. `clock` is monotonic, in milliseconds.
 * Who waits when `stop` is aborted waits no longer, and looks for itself whether to go on.
 */
export function rateLimiter(rate: number | undefined, clock: () => number, stop?: AbortSignal): () => Promise<void> {
  if (rate === undefined) return async () => undefined;
  const pause = 1000 / rate;
  let next = 0;
  return async () => {
    const now = clock();
    // A burst of at most 50 ms makes up for timers that come late.
    next = Math.max(next, now - 50) + pause;
    if (next > now + 2) await sleep(next - now, undefined, stop && { signal: stop }).catch(() => undefined);
  };
}
