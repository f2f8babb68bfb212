import type { Diagnostic } from '../../base/diagnostic.ts';
import type { CampaignFile, Definition, Workspace } from '../../model/workspace.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Every message has a template of its channel, by itself or through every variant. */
export const messageTemplate: Rule = (workspace) =>
  [...workspace.campaigns.values()].flatMap((campaign) => check(workspace, campaign));

function check({ templates, known }: Workspace, { value, source: file }: Definition<CampaignFile>): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const variants = value.experiment?.variants ?? [];
  const [message] = value.messages;
  if (!message) return findings;
  const named: { pointer: (string | number)[]; name: string }[] = variants.map(({ template }, i) => ({
    pointer: ['experiment', 'variants', i, 'template'],
    name: template,
  }));
  if (message.template !== undefined) named.push({ pointer: ['messages', 0, 'template'], name: message.template });
  if (named.length === 0) {
    findings.push({
      code: 'CAMPAIGN.NO_TEMPLATE',
      severity: 'error',
      summary: `the message \`${message.id}\` has no template`,
      place: file.place(['messages', 0, 'id'], 'key'),
      why: 'Neither the message nor a variant of the experiment names one.',
      next: ['Add `template: ..` to the message, or to every variant.'],
    });
  }
  if (message.template !== undefined && variants.length > 0) {
    findings.push({
      code: 'CAMPAIGN.TWO_TEMPLATES',
      severity: 'error',
      summary: 'the message and the variants both name a template',
      place: file.place(['messages', 0, 'template'], 'key'),
      why: 'One of them would be ignored.',
      next: ['Keep the templates of the variants.'],
    });
  }
  for (const { pointer, name } of named) {
    const template = templates.get(name);
    if (!known.template.has(name))
      findings.push(unknownReference({ file, pointer, noun: 'template', name, known: known.template }));
    else if (template && template.value.channel !== message.channel) {
      findings.push({
        code: 'CAMPAIGN.WRONG_CHANNEL',
        severity: 'error',
        summary: `the template \`${name}\` is for ${template.value.channel}, the message goes by ${message.channel}`,
        place: file.place(pointer),
        why: 'Every channel has copy of its own kind.',
        next: [`Use a template with \`channel: ${message.channel}\`.`],
      });
    }
  }
  return findings;
}
