import type { AppliedDefinition } from '../../model/definitions-ledger.ts';
import type { DesiredDefinition } from '../../model/desired.ts';
import type { PlanAction, PlanChange } from '../../model/plan.ts';
import { categoriesOf, effectOf } from './categories.ts';
import { compareFields } from './compare-fields.ts';

export interface Changes {
  readonly changes: readonly PlanChange[];
  readonly unchanged: number;
}

const order = ['workspace', 'segment', 'template', 'campaign'];
const rank = (address: string): number => order.indexOf(address.split('.')[0] ?? '');

/** What differs between the files and what was applied, in a stable order. */
export function changesBetween(desired: readonly DesiredDefinition[], applied: readonly AppliedDefinition[]): Changes {
  const before = new Map(applied.map((definition) => [definition.address, definition]));
  const after = new Set(desired.map(({ address }) => address));
  const changes: PlanChange[] = [];
  let unchanged = 0;
  for (const definition of desired) {
    const base = before.get(definition.address);
    const live = base?.content === undefined ? undefined : base;
    if (live?.digest === definition.digest) unchanged += 1;
    else changes.push(live ? updated(definition, live) : created(definition, base?.revision ?? 0));
  }
  for (const base of applied) if (base.content !== undefined && !after.has(base.address)) changes.push(archived(base));
  return {
    changes: changes.sort((a, b) => rank(a.address) - rank(b.address) || (a.address < b.address ? -1 : 1)),
    unchanged,
  };
}

/** New, or back after it was archived: then it goes on from the revision that archived it. */
const created = (definition: DesiredDefinition, revision: number): PlanChange => ({
  address: definition.address,
  previous_address: null,
  action: 'create',
  categories: [],
  effect: definition.address.startsWith('campaign.') ? 'audience' : 'safe',
  file: definition.file,
  line: 1,
  base: { revision, digest: null },
  after_digest: definition.digest,
  fields: [],
  after: definition.content,
});

function updated(definition: DesiredDefinition, base: AppliedDefinition): PlanChange {
  const fields = compareFields(definition, base.content);
  const categories = categoriesOf(definition.address, fields);
  const action = actionOf(definition, base);
  return {
    address: definition.address,
    previous_address: null,
    action,
    categories,
    effect: effectOf(action, categories),
    file: definition.file,
    line: fields[0]?.line ?? 1,
    base: { revision: base.revision, digest: base.digest },
    after_digest: definition.digest,
    fields,
    after: definition.content,
  };
}

const archived = (base: AppliedDefinition): PlanChange => ({
  address: base.address,
  previous_address: null,
  action: 'archive',
  categories: [],
  effect: base.address.startsWith('campaign.') ? 'stop' : 'safe',
  file: base.file,
  line: 1,
  base: { revision: base.revision, digest: base.digest },
  after_digest: null,
  fields: [],
  after: null,
});

/** A campaign that changes its state or restarts its experiment says so; everything else is an update. */
function actionOf({ address, content }: DesiredDefinition, base: AppliedDefinition): PlanAction {
  if (!address.startsWith('campaign.')) return 'update';
  const [now, then] = [content, base.content] as { status?: string; experiment?: { salt?: string } }[];
  const [live, lived] = [(now?.status ?? 'active') === 'active', (then?.status ?? 'active') === 'active'];
  if (live && !lived) return 'activate';
  if (!live && lived) return 'pause';
  return then?.experiment?.salt !== undefined && now?.experiment?.salt !== then.experiment.salt ? 'replace' : 'update';
}
