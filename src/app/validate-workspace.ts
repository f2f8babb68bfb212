import type { Diagnostic } from '../base/diagnostic.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { Workspace } from '../model/workspace.ts';
import { checkEvents } from './check-events.ts';
import { checkIndexes } from './check-indexes.ts';
import { checkInstants } from './check-instants.ts';
import { checkLists } from './check-lists.ts';
import { checkProperties } from './check-properties.ts';
import { checkRepeatedIds } from './check-repeated-ids.ts';
import { checkSqlConditions } from './check-sql-conditions.ts';
import { checkStore } from './check-store.ts';
import { checkValues } from './check-values.ts';
import { connectStore, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { openWorkspace } from './open-workspace.ts';

export interface Validation {
  readonly workspace: string;
  readonly valid: boolean;
  readonly counts: {
    readonly campaigns: number;
    readonly segments: number;
    readonly templates: number;
    readonly personas: number;
  };
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the files; with `store` also what they say about the store. */
export async function validateWorkspace(context: AppContext, { store }: { store: boolean }): Promise<Validation> {
  const { workspace, lists, diagnostics } = await openWorkspace(context.root);
  const findings = [...diagnostics];
  if (store && workspace)
    findings.push(
      ...(await using([connectStore(context, workspace.config)], (open) =>
        lookAround(context, { workspace, lists }, open),
      )),
    );
  return {
    workspace: workspace?.config.value.workspace ?? '',
    valid: !findings.some(({ severity }) => severity === 'error'),
    counts: {
      campaigns: workspace?.campaigns.size ?? 0,
      segments: workspace?.segments.size ?? 0,
      templates: workspace?.templates.size ?? 0,
      personas: workspace?.personas.size ?? 0,
    },
    diagnostics: findings,
  };
}

/** What the store has for everything that the files name; its rows are looked at only when its tables are right. */
async function lookAround(
  context: AppContext,
  { workspace, lists }: { readonly workspace: Workspace; readonly lists: PersonLists },
  store: Store,
): Promise<Diagnostic[]> {
  const findings = [...(await checkStore(workspace, store)), ...(await store.warnings())];
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  return [
    ...findings,
    ...(await checkInstants(workspace, store, context.asOf)),
    ...(await checkEvents(workspace, store, context.asOf)),
    ...(await checkProperties(workspace, store, context.asOf)),
    ...(await checkValues(workspace, store, context.asOf)),
    ...(await checkIndexes(workspace, store)),
    ...(await checkRepeatedIds(workspace, store, context.asOf)),
    ...(await checkSqlConditions(workspace, store, context.asOf)),
    ...(await checkLists(context, { workspace, lists }, store)),
  ];
}
