/** Collects what is asked for at the same time into one call, so that a durable commit is paid once for many. */
export function groupCommit<T, R>(commit: (items: readonly T[]) => Promise<R>): (item: T) => Promise<R> {
  let waiting: T[] = [];
  let pending: Promise<R> | undefined;
  return (item) => {
    waiting.push(item);
    pending ??= new Promise<R>((resolve, reject) => {
      setImmediate(() => {
        const items = waiting;
        waiting = [];
        pending = undefined;
        commit(items).then(resolve, reject);
      });
    });
    return pending;
  };
}
