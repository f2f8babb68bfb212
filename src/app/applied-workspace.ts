import { Bug } from '../base/bug.ts';
import type { Place } from '../base/diagnostic.ts';
import { compileCopy } from '../compile/copy/index.ts';
import type { Copy } from '../model/copy.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import type { AppliedSegment } from '../model/person-list.ts';
import type { Noun, SourceFile } from '../model/source.ts';
import type { CampaignFile, TemplateFile, WorkspaceFile } from '../model/workspace.ts';

export interface AppliedCampaign {
  readonly id: string;
  readonly revision: number;
  readonly value: CampaignFile;
}

/** The workspace as it was applied: what send, pull and report use, whatever the files say by now. */
export interface AppliedWorkspace {
  readonly config: Omit<WorkspaceFile, 'store'> & { readonly store: Omit<WorkspaceFile['store'], 'url'> };
  readonly segments: ReadonlyMap<string, AppliedSegment>;
  readonly templates: ReadonlyMap<string, TemplateFile>;
  readonly campaigns: ReadonlyMap<string, AppliedCampaign>;
}

/** Undefined when nothing was applied yet. */
export function appliedWorkspace(all: readonly AppliedDefinition[]): AppliedWorkspace | undefined {
  const definitions = all.filter(({ content }) => content !== undefined);
  const config = definitions.find(({ address }) => address === 'workspace');
  if (!config) return undefined;
  const of = (noun: string) =>
    definitions
      .filter(({ address }) => address.startsWith(`${noun}.`))
      .map((definition) => ({ ...definition, id: definition.address.slice(noun.length + 1) }));
  return {
    config: config.content as AppliedWorkspace['config'],
    segments: new Map(of('segment').map(({ id, content }) => [id, content as AppliedSegment])),
    templates: new Map(of('template').map(({ id, content }) => [id, content as TemplateFile])),
    campaigns: new Map(
      of('campaign').map(({ id, revision, content }) => [id, { id, revision, value: content as CampaignFile }]),
    ),
  };
}

/** The copy of every arm of an applied campaign. */
export async function campaignCopies(
  { config, templates }: AppliedWorkspace,
  { value }: Pick<AppliedCampaign, 'value'>,
): Promise<ReadonlyMap<string, Copy>> {
  const { locale, timezone, currency = 'USD' } = config;
  const copies = new Map<string, Copy>();
  for (const { arm, template } of armTemplates(value)) {
    const file = templates.get(template);
    if (!file) continue;
    const { copy } = await compileCopy(
      { id: template, value: file, source: appliedSource('template', template) },
      { locale, timezone, currency },
    );
    if (!copy) throw new Bug(`the applied template ${template} does not compile`);
    copies.set(arm, copy);
  }
  return copies;
}

/** Which template each arm of a campaign uses. */
export function armTemplates({ experiment, messages }: CampaignFile): { arm: string; template: string }[] {
  const variants = experiment?.variants ?? [];
  if (variants.length > 0) return variants.map(({ name, template }) => ({ arm: name, template }));
  const template = messages[0]?.template;
  return template === undefined ? [] : [{ arm: 'default', template }];
}

/** Stands for the file of a definition that is only known as it was applied. */
export function appliedSource(noun: Noun, id: string): SourceFile {
  const path = `applied:${noun}.${id}`;
  const place = (): Place => ({ file: path, line: 1, column: 1 });
  return { noun, id, path, value: undefined, place, placeInside: place };
}
