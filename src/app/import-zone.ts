import { isZone } from '../base/zone.ts';
import { newWorkspaceZone } from '../importing/index.ts';
import { load } from '../load/index.ts';

export interface ImportZone {
  /** Undefined: no zone is known, and times without one are UTC. */
  readonly name: string | undefined;
  /** `new`: of the crm.yaml that the import writes. */
  readonly from: 'flag' | 'workspace' | 'new' | 'nowhere';
}

/** The zone of times without one: the one that was named, else the workspace's. A people file is written where its people are. */
export function importZone(root: string, flag: string | undefined): ImportZone {
  if (flag !== undefined) return { name: flag, from: 'flag' };
  const config = load(root, { only: 'workspace' }).tree.files[0]?.value as { timezone?: unknown } | null | undefined;
  if (config === undefined || config === null) return { name: newWorkspaceZone, from: 'new' };
  const { timezone } = config;
  return typeof timezone === 'string' && isZone(timezone)
    ? { name: timezone, from: 'workspace' }
    : { name: undefined, from: 'nowhere' };
}
