interface Freshness {
  /** A monotonic clock in milliseconds. */
  readonly ticks: () => number;
  readonly maxAgeMs: number;
}

/** Remembers an answer that is expensive to ask for: until it is too old, and for twenty times as long as it took to get. */
export function keepFresh<T>(ask: () => Promise<T>, { ticks, maxAgeMs }: Freshness): () => Promise<T> {
  let known: { readonly answer: T; readonly until: number } | undefined;
  return async () => {
    const begun = ticks();
    if (known && begun < known.until) return known.answer;
    const answer = await ask();
    const end = ticks();
    known = { answer, until: end + Math.max(maxAgeMs, 20 * (end - begun)) };
    return answer;
  };
}
