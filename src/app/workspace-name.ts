import { load } from '../load/index.ts';

/** What crm.yaml calls the workspace, whatever else is wrong with it; null where nothing can be read. */
export function workspaceName(root: string): string | null {
  const { workspace } = (load(root, { only: 'workspace' }).tree.files[0]?.value ?? {}) as { workspace?: unknown };
  return typeof workspace === 'string' && workspace !== '' ? workspace : null;
}
