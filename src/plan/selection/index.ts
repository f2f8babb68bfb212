import { type BrokenReference, brokenReferences } from '../../model/broken-references.ts';
import { type Addressed, definitionReferences } from '../../model/definition-references.ts';
import { type Comparison, matches } from './matches.ts';
import { parseSelector, type Selector } from './parse-selector.ts';

export { parseSelector };

export interface Selection {
  readonly only: readonly Selector[];
  readonly exclude: readonly Selector[];
}

interface Input extends Comparison {
  readonly selection: Selection;
  /** As the files have them. */
  readonly desired: readonly Addressed[];
  /** As they are applied; those that were archived have no content. */
  readonly applied: readonly Addressed[];
}

export interface Selected {
  /** The changes that are looked at, and why. */
  readonly because: ReadonlyMap<string, string>;
  /** The changes that are not. */
  readonly leftOut: readonly string[];
  /** What would need something that is left out, or would lose what it needs. */
  readonly broken: readonly BrokenReference[];
  /** Selectors that name something which nothing is. */
  readonly unmatched: readonly Selector[];
}

/**
 * The changes that selectors ask for, with those that they need to be applied: a campaign comes with its new template. What is
 * excluded stays out, even so.
 */
export function selectChanges(input: Input): Selected {
  const { selection, changed } = input;
  const before = new Map(live(input.applied));
  const after = new Map(live(input.desired));
  const all = [...new Map([...before, ...after])].map(([address, content]) => ({ address, content }));
  const out = asked(selection.exclude, all, input);
  const because = new Map<string, string>();
  if (selection.only.length === 0) for (const { address } of all) because.set(address, 'not excluded');
  else for (const [address, reason] of asked(selection.only, all, input)) because.set(address, reason);
  for (const address of [...because.keys()]) if (!changed.has(address) || out.has(address)) because.delete(address);
  const effective = (): Addressed[] =>
    all.map(({ address }) => ({ address, content: (because.has(address) ? after : before).get(address) }));
  for (let more = true; more; ) {
    const needed = neededBy(because, { after, effective: effective(), first: !before.has('workspace') });
    more = false;
    for (const [address, reason] of needed) {
      if (because.has(address) || out.has(address) || !changed.has(address)) continue;
      because.set(address, reason);
      more = true;
    }
  }
  return {
    because,
    leftOut: [...changed.keys()].filter((address) => !because.has(address)),
    broken: brokenReferences(effective()),
    unmatched: [...selection.only, ...selection.exclude].filter(
      (one) => !['state', 'git'].includes(one.kind) && !all.some((definition) => matches(one, definition, input)),
    ),
  };
}

const live = (definitions: readonly Addressed[]): [string, unknown][] =>
  definitions.flatMap(({ address, content }) =>
    content === undefined || content === null ? [] : [[address, content]],
  );

/** What selectors name, and with `+` what depends on it; each with the reason. */
function asked(selectors: readonly Selector[], all: readonly Addressed[], compared: Comparison): Map<string, string> {
  const found = new Map<string, string>();
  for (const selector of selectors) {
    const named = all.filter((definition) => matches(selector, definition, compared)).map(({ address }) => address);
    for (const address of named) if (!found.has(address)) found.set(address, `asked for: ${selector.text}`);
    if (!selector.dependents) continue;
    for (const [address, on] of dependentsOf(named, all))
      if (!found.has(address)) found.set(address, `depends on ${on}: ${selector.text}`);
  }
  return found;
}

/** Everything that uses one of these, however indirectly, and what it uses of what was found before. */
function dependentsOf(roots: readonly string[], all: readonly Addressed[]): Map<string, string> {
  const users = new Map<string, string[]>();
  for (const definition of all)
    for (const used of definitionReferences(definition).map(holder))
      users.set(used, [...(users.get(used) ?? []), definition.address]);
  const found = new Map<string, string>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const user of users.get(next) ?? []) {
      if (found.has(user) || roots.includes(user)) continue;
      found.set(user, next);
      open.push(user);
    }
  return found;
}

/** Metrics, channels, stages and objectives stand in the workspace. */
const holder = (reference: string): string => (/^(segment|template)\./.test(reference) ? reference : 'workspace');

interface Needs {
  readonly after: ReadonlyMap<string, unknown>;
  readonly effective: readonly Addressed[];
  /** Whether nothing was applied yet. */
  readonly first: boolean;
}

/** What the chosen changes use; of the workspace only what is not there yet. */
function neededBy(chosen: ReadonlyMap<string, string>, { after, effective, first }: Needs): [string, string][] {
  const found: [string, string][] = [];
  for (const address of chosen.keys()) {
    for (const used of usedBy(address, after)) found.push([used, `needed by ${address}`]);
    if (first) found.push(['workspace', `needed by ${address}`]);
  }
  for (const { address, missing } of brokenReferences(effective))
    if (chosen.has(address) && holder(missing) === 'workspace')
      found.push(['workspace', `needed by ${address}: ${missing}`]);
  return found;
}

/** The segments and templates that a definition uses, through others that do not change, too. */
function usedBy(address: string, after: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [address];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const used of definitionReferences({ address: next, content: after.get(next) })) {
      if (holder(used) !== used || found.has(used)) continue;
      found.add(used);
      open.push(used);
    }
  return found;
}
