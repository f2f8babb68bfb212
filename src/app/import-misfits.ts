import type { Diagnostic } from '../base/diagnostic.ts';
import type { Workspace } from '../model/workspace.ts';
import type { AppContext } from './context.ts';
import { openWorkspace } from './open-workspace.ts';
import { validateWorkspace } from './validate-workspace.ts';

/** What `crm validate --store` would call errors now; warnings here, since the import itself went well. */
export async function findMisfits(context: AppContext): Promise<Diagnostic[]> {
  const { diagnostics } = await validateWorkspace({ ...context, environment: undefined }, { store: true });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({ ...finding, severity: 'warning' }));
}

/** Metrics that count an event which does not occur in the imported file: their numbers would be 0 for ever. */
export async function findUnknownEvents(root: string, names: ReadonlySet<string> | undefined): Promise<Diagnostic[]> {
  if (names === undefined) return [];
  const { workspace } = await openWorkspace(root);
  return Object.entries(workspace?.config.value.metrics ?? {})
    .filter(([, { event }]) => !names.has(event))
    .map(([metric, { event }]) => unknownEvent(workspace, metric, event));
}

const unknownEvent = (workspace: Workspace | undefined, metric: string, event: string): Diagnostic => {
  const place = workspace?.config.source.place(['metrics', metric, 'event']);
  return {
    code: 'IMPORT.UNKNOWN_EVENT',
    severity: 'warning',
    summary: `the metric \`${metric}\` counts \`${event}\`, and no imported event has this name`,
    ...(place ? { place } : {}),
    why: 'Goals that use this metric could never be reached.',
    next: ['Write the name of one of your events there.'],
  };
};
