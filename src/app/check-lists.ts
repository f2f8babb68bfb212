import type { Diagnostic } from '../base/diagnostic.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Workspace } from '../model/workspace.ts';
import { compileForStore } from './compile-for-store.ts';
import type { AppContext } from './context.ts';
import { unknownIds } from './unknown-ids.ts';

interface Listed {
  readonly workspace: Workspace;
  readonly lists: PersonLists;
}

/** Whether the people in the lists of a workspace are in the store. */
export async function checkLists(
  { asOf }: AppContext,
  { workspace, lists }: Listed,
  store: Store,
): Promise<Diagnostic[]> {
  if (lists.size === 0) return [];
  const { store: mapping, timezone } = workspace.config.value;
  const program = await compileForStore(store, {
    store: mapping,
    timezone,
    segments: new Map(),
    campaigns: new Map(),
    lists,
  });
  return unknownIds({ segments: workspace.segments.values(), lists, store, program: program(asOf) });
}
