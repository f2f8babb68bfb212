import { localDate } from '../base/local-date.ts';
import { dueSlot } from '../deliver/due/index.ts';
import type { DesiredDefinition } from '../model/desired.ts';
import type { PlanAffected, PlanChange } from '../model/plan.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { TemplateFile } from '../model/workspace.ts';
import type { OwnRule, PolicyInput } from '../plan/policies/index.ts';
import { atStake } from './at-stake.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { Populations } from './plan-populations.ts';
import { readOne } from './read-one.ts';

interface Planned {
  readonly changes: readonly PlanChange[];
  readonly affected: readonly PlanAffected[];
  readonly desired: readonly DesiredDefinition[];
  readonly populations: Populations;
  readonly load: PolicyInput['load'];
  /** The rules of the workspace's own. */
  readonly own: readonly OwnRule[];
}

/** What the rules of the workspace look at. */
export async function planPolicies(
  desk: PlanDesk,
  { changes, affected, desired, populations, load, own }: Planned,
): Promise<PolicyInput> {
  const { workspace, copies } = desk;
  const campaigns = [...workspace.campaigns.values()];
  const definitions = new Map(desired.map((definition) => [definition.address, definition]));
  return {
    policies: workspace.config.value.policies ?? {},
    changes,
    affected,
    place: (address, pointer) => definitions.get(address)?.place(pointer),
    everyone: populations.everyone,
    populations: populations.guarded,
    load,
    partitions: await partitions(desk),
    rawSql: rawSql(desk),
    bare: new Map([...workspace.templates.keys()].map((id) => [`template.${id}`, copies.get(id)?.bare ?? []])),
    past: await pastSlots(desk),
    running: await runningExperiments(desk, changes),
    heldOut: new Map(
      campaigns
        .filter(({ value }) => value.purpose === 'advertising')
        .map(({ id, value }) => [`campaign.${id}`, (value.experiment?.holdout ?? 0) > 0]),
    ),
    stages: workspace.config.value.lifecycle.stages.map((stage) => ({
      stage,
      live: campaigns.some(({ value }) => value.stage === stage && (value.status ?? 'active') === 'active'),
    })),
    plainLinks: [...workspace.templates.values()].flatMap(({ id, value }) => plainLinks(`template.${id}`, value)),
    own,
    exceptions: new Map(campaigns.map(({ id, value }) => [`campaign.${id}`, value.exceptions ?? []])),
    today: localDate(desk.context.asOf, workspace.config.value.timezone),
  };
}

async function partitions({ workspace, store, after }: PlanDesk): Promise<PolicyInput['partitions']> {
  const { value, source } = workspace.config;
  const all: PolicyInput['partitions'][number][] = [];
  for (const [name, members] of Object.entries(value.lifecycle.partitions ?? {})) {
    const groups = members.flatMap((id) => workspace.segments.get(id) ?? []).map((one) => after.segment(one.value));
    const { file, line } = source.place(['lifecycle', 'partitions', name], 'key');
    const counts = store ? await readOne(store, after.partition(groups)) : undefined;
    all.push({ name, counts, file, line });
  }
  return all;
}

const rawSql = ({ workspace }: PlanDesk): PolicyInput['rawSql'] =>
  [...workspace.segments.values()].flatMap(({ id, value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) => {
      if (!('sql' in condition)) return [];
      const { file, line } = source.place([...pointer, 'sql'], 'key');
      return [{ address: `segment.${id}`, file, line }];
    }),
  );

/** Until which day the experiments of changed campaigns run, in the workspace's zone. */
async function runningExperiments(
  desk: PlanDesk,
  changes: readonly PlanChange[],
): Promise<ReadonlyMap<string, string>> {
  const running = new Map<string, string>();
  for (const { address, action } of changes) {
    if (action !== 'update' || !address.startsWith('campaign.')) continue;
    const { measured } = await atStake(desk, address.slice('campaign.'.length));
    if (measured) running.set(address, localDate(new Date(measured.until), desk.workspace.config.value.timezone));
  }
  return running;
}

function plainLinks(address: string, { locales }: TemplateFile): PolicyInput['plainLinks'] {
  return Object.entries<object>(locales).flatMap(([locale, texts]) =>
    Object.entries(texts).flatMap(([field, text]) => {
      const [link] = /\bhttp:\/\/[^\s"'<>)\]]+/i.exec(String(text)) ?? [];
      return link === undefined ? [] : [{ address, pointer: ['locales', locale, field], link }];
    }),
  );
}

/** One-off campaigns whose time has passed and whose run is not over: the next send would send them. */
async function pastSlots({ workspace, context, ledger }: PlanDesk): Promise<ReadonlyMap<string, string>> {
  const past = new Map<string, string>();
  for (const [id, { value }] of workspace.campaigns) {
    const slot = 'at' in value.trigger ? dueSlot(value, context.asOf, workspace.config.value.timezone) : undefined;
    if (!slot || (await ledger.run(`${id}@${slot.id}`))?.state === 'done') continue;
    past.set(`campaign.${id}`, slot.id.replace('T', ' '));
  }
  return past;
}
