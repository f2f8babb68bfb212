import { CrmError } from '../base/crm-error.ts';
import { suggest } from '../base/suggest.ts';
import { compileCopy } from '../compile/copy/index.ts';
import type { Copy } from '../model/copy.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import type { DesiredDefinition } from '../model/desired.ts';
import type { AppliedSegment } from '../model/person-list.ts';
import type { PlanChange, PlanScope } from '../model/plan.ts';
import type { Noun } from '../model/source.ts';
import type { Definition, Definitions, Workspace } from '../model/workspace.ts';
import { parseSelector, type Selected, type Selection, selectChanges } from '../plan/selection/index.ts';
import { appliedSource, appliedWorkspace } from './applied-workspace.ts';
import { changedSince } from './changed-since.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

/** `--only` and `--exclude`, as they were written. */
export interface Selectors {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

export interface Part {
  /** The workspace as it would be with the chosen changes alone. */
  readonly opened: OpenedWorkspace & { readonly workspace: Workspace };
  readonly desired: readonly DesiredDefinition[];
  readonly scope: PlanScope;
  /** Why each change is in the plan. */
  readonly because: ReadonlyMap<string, string>;
}

interface Whole {
  readonly opened: OpenedWorkspace & { readonly workspace: Workspace };
  readonly desired: readonly DesiredDefinition[];
  readonly definitions: readonly AppliedDefinition[];
  readonly changes: readonly PlanChange[];
}

/** Takes the changes that are asked for, with what they need; everything else stays as it is applied. */
export async function selectPart(root: string, selectors: Selectors, whole: Whole): Promise<Part> {
  const { opened, desired, definitions, changes } = whole;
  const selection: Selection = { only: selectors.only.map(parsed), exclude: selectors.exclude.map(parsed) };
  const since = new Map<string, ReadonlySet<string>>();
  const selected = selectChanges({
    selection,
    desired,
    applied: definitions,
    changed: new Map(changes.map(({ address, action }) => [address, action])),
    differsFrom: (commit) => {
      const known = since.get(commit) ?? changedSince(root, commit, [...desired, ...definitions]);
      since.set(commit, known);
      return known;
    },
  });
  refuse(selected, [...desired, ...definitions]);
  const leftOut = new Set(selected.leftOut);
  return {
    opened: await asGiven(opened, definitions, leftOut),
    desired: [
      ...desired.filter(({ address }) => !leftOut.has(address)),
      ...definitions.filter(({ address, content }) => leftOut.has(address) && content !== undefined).map(asApplied),
    ],
    scope: { complete: false, only: selectors.only, exclude: selectors.exclude, left_out: selected.leftOut },
    because: selected.because,
  };
}

function parsed(text: string) {
  const selector = parseSelector(text);
  if (selector) return selector;
  throw new CrmError('usage', {
    code: 'SELECTION.BAD',
    severity: 'error',
    summary: `\`${text}\` is no selector`,
    why: 'A selector is an id or an address, with * and ? for letters, or one of tag:, stage:, state:modified, state:new and git:<commit>; a + at the end adds all that depends on it.',
    next: ['Write it like campaign.autumn-*, tag:autumn, segment:dormant+ or git:main.'],
  });
}

function refuse({ unmatched, broken }: Selected, definitions: readonly { readonly address: string }[]): void {
  const [selector] = unmatched;
  if (selector) {
    const names = [
      ...new Set(definitions.flatMap(({ address }) => [address, address.slice(address.indexOf('.') + 1)])),
    ];
    const near = selector.kind === 'address' ? suggest(selector.value, names) : [];
    throw new CrmError('usage', {
      code: 'SELECTION.NOTHING',
      severity: 'error',
      summary: `nothing in the workspace is \`${selector.text}\``,
      why: 'A name that is misspelled would leave out what was meant.',
      next: ['See what is there: crm plan'],
      ...(near.length > 0 ? { suggestions: near } : {}),
    });
  }
  const [first] = broken;
  if (!first) return;
  throw new CrmError('usage', {
    code: 'SELECTION.INCOMPLETE',
    severity: 'error',
    summary: `${first.address} needs ${first.missing}, which would not be there`,
    why: 'The selection leaves out one of two changes that belong together.',
    next: [`Take both: --only ${first.address}, and no --exclude for what it needs.`, 'Or leave both out.'],
  });
}

export const asApplied = ({ address, digest, content, file }: AppliedDefinition): DesiredDefinition => ({
  address,
  digest,
  content,
  file,
  place: () => ({ file, line: 1, column: 1 }),
});

/** The workspace with these definitions as they are given, instead of as the files have them. */
export async function asGiven(
  opened: Whole['opened'],
  definitions: readonly AppliedDefinition[],
  given: ReadonlySet<string>,
): Promise<Part['opened']> {
  const workspace = settled(opened.workspace, { leftOut: given, definitions });
  return { ...opened, workspace, copies: await copiesOf(workspace, opened, given) };
}

interface Left {
  readonly leftOut: ReadonlySet<string>;
  readonly definitions: readonly AppliedDefinition[];
}

function settled(workspace: Workspace, { leftOut, definitions }: Left): Workspace {
  const applied = appliedWorkspace(definitions);
  const of = <T>(noun: Noun, files: Definitions<T>, values: ReadonlyMap<string, T> = new Map()): Definitions<T> => {
    const all = new Map(files);
    for (const address of leftOut) {
      if (!address.startsWith(`${noun}.`)) continue;
      const id = address.slice(noun.length + 1);
      const value = values.get(id);
      const source = files.get(id)?.source ?? appliedSource(noun, id);
      if (value === undefined) all.delete(id);
      else all.set(id, { id, value, source });
    }
    return all;
  };
  const campaigns = new Map([...(applied?.campaigns ?? [])].map(([id, { value }]) => [id, value]));
  return {
    ...workspace,
    config: leftOut.has('workspace') && applied ? withConfig(workspace.config, applied.config) : workspace.config,
    segments: of('segment', workspace.segments, applied?.segments as ReadonlyMap<string, AppliedSegment>),
    templates: of('template', workspace.templates, applied?.templates),
    campaigns: of('campaign', workspace.campaigns, campaigns),
  };
}

/** Settings as they are applied; where things are connected is never applied. */
function withConfig(
  config: Workspace['config'],
  applied: NonNullable<ReturnType<typeof appliedWorkspace>>['config'],
): Workspace['config'] {
  const { ledger, environments, store } = config.value;
  const connections = { ...(ledger ? { ledger } : {}), ...(environments ? { environments } : {}) };
  return { ...config, value: { ...applied, ...connections, store: { ...applied.store, url: store.url } } };
}

/** The copy of every template; written anew where the template, or what all copy depends on, is another one than in the files. */
async function copiesOf(
  workspace: Workspace,
  { copies }: OpenedWorkspace,
  leftOut: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Copy>> {
  const { locale, timezone, currency = 'USD' } = workspace.config.value;
  const stale = ({ id }: Definition<unknown>): boolean => leftOut.has('workspace') || leftOut.has(`template.${id}`);
  const found = new Map<string, Copy>();
  for (const template of workspace.templates.values()) {
    const known = stale(template) ? undefined : copies.get(template.id);
    const copy = known ?? (await compileCopy(template, { locale, timezone, currency })).copy;
    if (copy) found.set(template.id, copy);
  }
  return found;
}
