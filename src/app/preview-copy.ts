import type { Copy, NotRendered, Rendered } from '../model/copy.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { CampaignFile, Medium, PersonaFile, WorkspaceFile } from '../model/workspace.ts';
import { armTemplates } from './applied-workspace.ts';

interface PreviewRequest {
  readonly campaign: CampaignFile;
  /** By template id. */
  readonly copies: ReadonlyMap<string, Copy>;
  readonly personas: ReadonlyMap<string, PersonaFile>;
  readonly system: Readonly<Record<string, string>>;
  /** The copy of each variant as it is applied. */
  readonly before?: Applied | undefined;
}

interface Applied {
  readonly copies: ReadonlyMap<string, Copy>;
  readonly system: Readonly<Record<string, string>>;
}

/** Every variant as every persona would get it. Personas are made up, so this may be shown to anybody. */
export function previewCopy({ campaign, copies, personas, system, before }: PreviewRequest): PlanPreview[] {
  const channel = mediumOf(campaign);
  const previews: PlanPreview[] = [];
  for (const { arm, template } of armTemplates(campaign)) {
    const copy = copies.get(template);
    if (!copy) continue;
    for (const [persona, { locale, timezone, attributes = {} }] of personas) {
      const person = { locale, timezone, attributes };
      const rendered = copy.render(person, system);
      const skipped = 'reason' in rendered ? rendered.reason : null;
      const parts = partsOf(rendered);
      const then = before?.copies.get(arm)?.render(person, before.system);
      const text = Object.values(parts).join('\n');
      previews.push({
        persona,
        variant: arm,
        channel,
        locale: 'locale' in rendered ? rendered.locale : (locale ?? ''),
        before: then && 'parts' in then ? partsOf(then) : null,
        after: parts,
        missing: copy.missing(person),
        characters: [...text].length,
        bytes: Buffer.byteLength(text),
        skipped,
      });
    }
  }
  return previews;
}

/** What can be read: HTML says the same as text. */
function partsOf(rendered: Rendered | NotRendered): Record<string, string> {
  const { html: _html, ...parts } = 'parts' in rendered ? rendered.parts : {};
  return parts;
}

/** Variables that the tool itself fills in, for one medium. */
export const systemValues = (
  channels: WorkspaceFile['channels'],
  medium: Medium,
): Readonly<Record<string, string>> => ({
  unsubscribe_url: unsubscribeOf(channels, medium) ?? '',
});

/** Where people of a medium say that they want no more. */
export function unsubscribeOf(channels: WorkspaceFile['channels'], medium: Medium): string | undefined {
  const settings = channels?.[medium];
  return settings && 'unsubscribe' in settings ? settings.unsubscribe : undefined;
}
