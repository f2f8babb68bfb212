import { type Addressed, definitionReferences } from '../../model/definition-references.ts';
import type { PlanChange } from '../../model/plan.ts';
import type { CampaignFile } from '../../model/workspace.ts';

export interface Affected {
  readonly address: string;
  /** Addresses of the changes that reach it. */
  readonly because: readonly string[];
  /** Whether what people read changes, and not only who they are. */
  readonly copy: boolean;
}

/** Live campaigns that use something that changes, however indirectly, whether their own file changes or not. */
export function affectedCampaigns(changes: readonly PlanChange[], definitions: readonly Addressed[]): Affected[] {
  const contents = new Map(definitions.map((definition) => [definition.address, definition]));
  return definitions.filter(isLiveCampaign).flatMap((campaign) => {
    const used = reach(campaign, contents);
    const because = changes.filter((change) => matters(change, used));
    if (because.length === 0) return [];
    const copy = because.some((change) => changesCopy(change, used));
    return [{ address: campaign.address, because: because.map(({ address }) => address), copy }];
  });
}

const isLiveCampaign = ({ address, content }: Addressed): boolean =>
  address.startsWith('campaign.') && ((content as CampaignFile).status ?? 'active') === 'active';

/** Everything that a definition uses, and what that uses. */
function reach(from: Addressed, all: ReadonlyMap<string, Addressed>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const address of definitionReferences(next)) {
      if (seen.has(address)) continue;
      seen.add(address);
      const definition = all.get(address);
      if (definition) open.push(definition);
    }
  }
  return seen;
}

function matters(change: PlanChange, used: ReadonlySet<string>): boolean {
  const { address, action, categories } = change;
  if (address === 'workspace') return movesPeople(change, used) || changesCopy(change, used);
  if (action === 'archive' || !used.has(address)) return false;
  return action === 'create' || categories.some((category) => category !== 'metadata');
}

/** Settings of the workspace that decide who is reached, or how it is measured. */
const movesPeople = ({ fields }: PlanChange, used: ReadonlySet<string>): boolean =>
  fields.some(({ path }) => {
    const [head = '', name = ''] = path.split('.');
    return (
      ['store', 'timezone', 'holdout', 'limits'].includes(head) || (head === 'metrics' && used.has(`metric.${name}`))
    );
  });

/** Templates, and settings of the workspace that stand in the copy. */
function changesCopy({ address, fields }: PlanChange, used: ReadonlySet<string>): boolean {
  if (address !== 'workspace') return address.startsWith('template.');
  return fields.some(({ path }) => {
    const [head = '', name = '', last] = path.split('.');
    if (head === 'channels') return used.has(`channel.${name}`) && last === 'unsubscribe';
    return ['locale', 'timezone', 'currency'].includes(head);
  });
}
