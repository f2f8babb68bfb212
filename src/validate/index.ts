import type { Diagnostic } from '../base/diagnostic.ts';
import type { Noun, SourceFile, SourceTree } from '../model/source.ts';
import type { Definition, Workspace } from '../model/workspace.ts';
import { checkSchema } from './check-schema.ts';
import { rules } from './rules.ts';

export interface Validated {
  /** Undefined when crm.yaml itself has errors. Files with findings are left out of it. */
  readonly workspace?: Workspace;
  readonly diagnostics: readonly Diagnostic[];
}

/** All that can be known from the files alone: schemas first, then (unless `references` is false) every rule over what the schemas accept. */
export function validate(tree: SourceTree, { references = true }: { references?: boolean } = {}): Validated {
  const diagnostics: Diagnostic[] = [];
  const good: SourceFile[] = [];
  for (const file of tree.files) {
    const findings = checkSchema(file);
    diagnostics.push(...findings);
    if (findings.length === 0) good.push(file);
  }
  const config = good.find((file) => file.noun === 'workspace');
  if (!config) return { diagnostics };
  const workspace = assemble(tree, good, config);
  if (references) for (const rule of rules) diagnostics.push(...rule(workspace));
  return { workspace, diagnostics };
}

/** The schema has accepted the values, so the generated types hold. */
function assemble(tree: SourceTree, good: readonly SourceFile[], config: SourceFile): Workspace {
  const definitions = <T>(noun: Noun): ReadonlyMap<string, Definition<T>> =>
    new Map(
      good
        .filter((file) => file.noun === noun)
        .map((file) => [file.id, { id: file.id, value: file.value as T, source: file }]),
    );
  const known = (noun: Noun): ReadonlySet<string> =>
    new Set([...tree.files, ...tree.broken].filter((file) => file.noun === noun).map((file) => file.id));
  return {
    root: tree.root,
    config: { id: config.id, value: config.value as Workspace['config']['value'], source: config },
    segments: definitions('segment'),
    campaigns: definitions('campaign'),
    templates: definitions('template'),
    personas: definitions('persona'),
    known: {
      workspace: known('workspace'),
      campaign: known('campaign'),
      segment: known('segment'),
      template: known('template'),
      persona: known('persona'),
    },
  };
}
