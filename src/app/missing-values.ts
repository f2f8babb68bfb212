import type { PlanVariable } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { armTemplates } from './applied-workspace.ts';
import type { PlanDesk } from './plan-desk.ts';
import { readOne } from './read-one.ts';

/** How many people of a campaign's audience have nothing in a variable of its copy. */
export async function missingValues(desk: PlanDesk, store: Store, campaign: CampaignFile): Promise<PlanVariable[]> {
  const found = new Map<string, Pick<PlanVariable, 'name' | 'from' | 'fallback'>>();
  for (const { template } of armTemplates(campaign))
    for (const [name, { from, fallback }] of Object.entries(
      desk.workspace.templates.get(template)?.value.variables ?? {},
    ))
      found.set(`${name} ${from} ${fallback !== undefined}`, { name, from, fallback: fallback !== undefined });
  const variables = [...found.values()];
  if (variables.length === 0) return [];
  const { after } = desk;
  const audience = after.audience(campaign);
  const empty = variables.map(({ from }) =>
    after.both([
      audience,
      after.segment({ title: from, stage: '', where: { attribute: from.slice('person.'.length), empty: true } }),
    ]),
  );
  const [people = 0, ...missing] = await readOne(store, after.count([audience, ...empty]));
  return variables.map((variable, i) => ({ ...variable, people, missing: missing[i] ?? 0 }));
}
