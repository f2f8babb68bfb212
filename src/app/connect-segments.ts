import type { Store } from '../model/ports.ts';
import { asksLedger } from '../model/recorded-conditions.ts';
import type { SegmentFile, Workspace } from '../model/workspace.ts';
import { askWithLedger } from './ask-with-ledger.ts';
import { connectExistingLedger, connectStore } from './connect.ts';
import type { AppContext } from './context.ts';

/** The store that a workspace's segments are asked of, with its ledger beside it when one of them asks what only that knows. */
export function connectSegments(
  context: AppContext,
  { config, segments }: Workspace,
  others: readonly SegmentFile[],
): Store {
  const all = [...[...segments.values()].map(({ value }) => value), ...others];
  // Limits are about what people have had.
  if (!config.value.limits && !all.some(({ where }) => asksLedger(where))) return connectStore(context, config);
  const ledger = connectExistingLedger(context, config);
  const store = connectStore(context, config);
  return {
    ...askWithLedger(store, ledger),
    close: async () => {
      await store.close();
      await ledger?.close();
    },
  };
}
