import type { Store } from '../model/ports.ts';
import type { DialectName } from '../model/query.ts';

/** A store that is loaded when it is asked for the first time. */
export function lateStore(dialect: DialectName, load: () => Promise<Store>): Store {
  let loaded: Promise<Store> | undefined;
  const store = (): Promise<Store> => {
    loaded ??= load();
    return loaded;
  };
  return {
    dialect,
    tables: async () => (await store()).tables(),
    indexes: async () => (await store()).indexes(),
    sizes: async () => (await store()).sizes(),
    warnings: async () => (await store()).warnings(),
    all: async (query) => (await store()).all(query),
    explain: async (query) => (await store()).explain(query),
    stream: async function* (query) {
      yield* (await store()).stream(query);
    },
    close: async () => (await loaded)?.close(),
  };
}
