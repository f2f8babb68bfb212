import type { Copy } from '../model/copy.ts';
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
}

/** Every variant as every persona would get it. Personas are made up, so this may be shown to anybody. */
export function previewCopy({ campaign, copies, personas, system }: PreviewRequest): PlanPreview[] {
  const channel = mediumOf(campaign);
  const previews: PlanPreview[] = [];
  for (const { arm, template } of armTemplates(campaign)) {
    const copy = copies.get(template);
    if (!copy) continue;
    for (const [persona, { locale, timezone, attributes = {} }] of personas) {
      const rendered = copy.render({ locale, timezone, attributes }, system);
      const skipped = 'reason' in rendered ? rendered.reason : null;
      const { html: _html, ...parts } = 'parts' in rendered ? rendered.parts : {};
      const text = Object.values(parts).join('\n');
      previews.push({
        persona,
        variant: arm,
        channel,
        locale: 'locale' in rendered ? rendered.locale : (locale ?? ''),
        after: parts,
        characters: [...text].length,
        bytes: Buffer.byteLength(text),
        skipped,
      });
    }
  }
  return previews;
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
