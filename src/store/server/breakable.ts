/** A connection that may break while somebody waits for it: drivers do not tell everybody who waits. */
export interface Breakable {
  readonly broken: boolean;
  /** Whether anybody waits. */
  readonly busy: boolean;
  break(error: unknown): void;
  wait<T>(work: Promise<T>): Promise<T>;
}

export function breakable(): Breakable {
  const waiting = new Set<(error: unknown) => void>();
  let reason: { error: unknown } | undefined;
  return {
    get broken() {
      return reason !== undefined;
    },
    get busy() {
      return waiting.size > 0;
    },
    break: (error) => {
      reason ??= { error };
      for (const reject of waiting) reject(reason.error);
      waiting.clear();
    },
    wait: async <T>(work: Promise<T>): Promise<T> => {
      work.catch(() => undefined);
      if (reason) throw reason.error;
      let stop = (_: unknown): void => undefined;
      const stopped = new Promise<never>((_, reject) => {
        stop = reject;
      });
      waiting.add(stop);
      try {
        return await Promise.race([work, stopped]);
      } finally {
        waiting.delete(stop);
      }
    },
  };
}
