import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { compileCopy } from '../compile/copy/index.ts';
import { load } from '../load/index.ts';
import type { Copy } from '../model/copy.ts';
import type { PersonLists } from '../model/person-list.ts';
import type { Definition, TemplateFile, Workspace } from '../model/workspace.ts';
import type { ownRules } from '../plan/own-rules/index.ts';
import type { OwnRule } from '../plan/policies/index.ts';
import { validate } from '../validate/index.ts';
import { systemValues } from './preview-copy.ts';
import { readLists } from './read-lists.ts';

export interface OpenedWorkspace {
  /** Undefined when crm.yaml cannot be used. */
  readonly workspace: Workspace | undefined;
  /** The copy of every template without errors. */
  readonly copies: ReadonlyMap<string, Copy>;
  /** The lists of people that segments ask for, as the files have them. */
  readonly lists: PersonLists;
  /** What the strategy says that campaigns must and must not be. */
  readonly rules: readonly OwnRule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks everything that can be checked without a database. */
export async function openWorkspace(root: string): Promise<OpenedWorkspace> {
  const { tree, diagnostics: loading } = load(root);
  const { workspace, diagnostics: validating } = validate(tree);
  const diagnostics = [...loading, ...validating];
  const { lists, diagnostics: reading } = workspace
    ? await readLists(workspace)
    : { lists: new Map(), diagnostics: [] };
  diagnostics.push(...reading);
  const copies = new Map<string, Copy>();
  if (workspace) {
    const { locale, timezone, currency = 'USD' } = workspace.config.value;
    for (const template of workspace.templates.values()) {
      const compiled = await compileCopy(template, { locale, timezone, currency });
      diagnostics.push(...compiled.diagnostics);
      if (!compiled.copy) continue;
      copies.set(template.id, compiled.copy);
      diagnostics.push(...emptySystemVariables(workspace, template, compiled.copy));
    }
  }
  const own = workspace ? await rulesOf(workspace) : { rules: [], diagnostics: [] };
  diagnostics.push(...own.diagnostics);
  return { workspace, copies, lists, rules: own.rules, diagnostics: diagnostics.sort(byPlace) };
}

/** The strategy's own rules; what reads them is loaded where there are some. */
async function rulesOf({ config }: Workspace): Promise<ReturnType<typeof ownRules>> {
  const { strategy } = config.value;
  if (!strategy?.must && !strategy?.must_not) return { rules: [], diagnostics: [] };
  return (await import('../plan/own-rules/index.ts')).ownRules(strategy, config.source);
}

/** A system variable that would be blank for everybody is an error, not a blank. */
function emptySystemVariables(
  { config }: Workspace,
  { value, source }: Definition<TemplateFile>,
  { system }: Copy,
): Diagnostic[] {
  const given = systemValues(config.value.channels, value.channel);
  return system
    .filter((name) => (given[name] ?? '') === '')
    .map((name) => ({
      code: 'TEMPLATE.EMPTY_SYSTEM_VARIABLE',
      severity: 'error',
      summary: `\`${name}\` would be empty: the channel ${value.channel} says nothing about it`,
      place: source.place(['locales'], 'key'),
      why: 'A link that leads nowhere is worse than none, and the law wants a way out.',
      next: [`Add \`unsubscribe: ..\` to channels.${value.channel} in crm.yaml.`],
    }));
}

/** The workspace, or all of its errors. */
export async function requireWorkspace(root: string): Promise<OpenedWorkspace & { workspace: Workspace }> {
  const opened = await openWorkspace(root);
  const errors = opened.diagnostics.filter(({ severity }) => severity === 'error');
  const { workspace } = opened;
  if (!workspace || errors.length > 0) throw new CrmError('invalid', opened.diagnostics);
  return { ...opened, workspace };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [x, y] = [a.place, b.place];
  if (!x || !y) return Number(Boolean(y)) - Number(Boolean(x));
  return x.file < y.file ? -1 : x.file > y.file ? 1 : x.line - y.line || x.column - y.column;
}

/** Only crm.yaml: enough to find the ledger, for commands that use what was applied and not the files. */
export async function requireWorkspaceConfig(root: string): Promise<Workspace['config']> {
  const { tree, diagnostics } = load(root, { only: 'workspace' });
  const { workspace, diagnostics: schema } = validate(tree, { references: false });
  if (!workspace) throw new CrmError('invalid', [...diagnostics, ...schema]);
  return workspace.config;
}
