import type { Diagnostic } from '../base/diagnostic.ts';
import type { Noun, SourceFile, SourceTree } from '../model/source.ts';
import type { Definition, Workspace } from '../model/workspace.ts';
import { accepts } from './accepts.ts';
import { type Checked, checkSchema } from './check-schema.ts';
import { fileRules, rules } from './rules.ts';

export interface Validated {
  /** Undefined when crm.yaml itself has errors. Files with findings are left out of it. */
  readonly workspace?: Workspace;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * All that can be known from the files alone: schemas first, then (unless `references` is false) every rule. Rules also look at files
 * whose only mistakes are mistyped keys, so that one run shows as much as it can; with any error the workspace is not used.
 */
export function validate(tree: SourceTree, { references = true }: { references?: boolean } = {}): Validated {
  const diagnostics: Diagnostic[] = [];
  const usable: SourceFile[] = [];
  const gaps = new Set<string>();
  for (const file of tree.files) {
    const checked: Checked = accepts(file.noun, file.value)
      ? { diagnostics: [], good: file, gaps: [] }
      : checkSchema(file);
    diagnostics.push(...checked.diagnostics);
    const use = checked.good ?? (references ? checked.repaired : undefined);
    if (use) usable.push(use);
    for (const pointer of checked.gaps) gaps.add(`${file.path} ${pointer}`);
  }
  const config = usable.find((file) => file.noun === 'workspace');
  const workspace = config && assemble(tree, usable, config);
  if (!references) return workspace ? { workspace, diagnostics } : { diagnostics };
  if (workspace) {
    const ruled = rules.flatMap((rule) => rule(workspace));
    diagnostics.push(...ruled.filter(({ place }) => !gaps.has(`${place?.file} ${place?.pointer}`)));
  }
  const hidden = tree.files.flatMap((file) => fileRules.flatMap((rule) => rule(file)));
  const all = [...withoutSource(diagnostics, hidden), ...hidden];
  return workspace ? { workspace, diagnostics: all } : { diagnostics: all };
}

/** Lines with a secret or personal data are shown by no finding, whatever it is about; warnings about them would quote them. */
function withoutSource(diagnostics: readonly Diagnostic[], hidden: readonly Diagnostic[]): Diagnostic[] {
  const lines = new Set(hidden.map(({ place }) => `${place?.file}:${place?.line}`));
  return diagnostics.flatMap((one) => {
    if (!one.place || !lines.has(`${one.place.file}:${one.place.line}`)) return [one];
    return one.severity === 'error' ? [{ ...one, place: { ...one.place, source: '' } }] : [];
  });
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
