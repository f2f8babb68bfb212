import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Rule } from '../rule.ts';

/** Arms that can be told apart: names and salts unique, weights that add up to something. */
export const experimentArms: Rule = ({ campaigns }) => {
  const findings: Diagnostic[] = [];
  const salts = new Map<string, string>();
  for (const { value, source: file } of campaigns.values()) {
    const experiment = value.experiment;
    if (!experiment) continue;
    const first = salts.get(experiment.salt);
    if (first !== undefined) {
      findings.push({
        code: 'CAMPAIGN.COPIED_SALT',
        severity: 'error',
        summary: `the salt \`${experiment.salt}\` is also the salt of ${first}`,
        place: file.place(['experiment', 'salt']),
        why: 'The same people would be in the holdout of both, and neither could be measured.',
        next: ['Write a new salt, for example the id and the month.'],
      });
    }
    salts.set(experiment.salt, file.path);
    const variants = experiment.variants ?? [];
    const names = variants.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      const reserved = ['holdout', 'all', 'default'].includes(name);
      if (names.indexOf(name) === index && !reserved) continue;
      findings.push({
        code: 'CAMPAIGN.VARIANT_NAME',
        severity: 'error',
        summary: reserved ? `a variant cannot be called \`${name}\`` : `two variants are called \`${name}\``,
        place: file.place(['experiment', 'variants', index, 'name']),
        why: 'Reports compare variants by name, and with the holdout.',
        next: ['Give it a name of its own.'],
      });
    }
    if (variants.length > 0 && variants.every(({ weight }) => weight === 0)) {
      findings.push({
        code: 'CAMPAIGN.NO_WEIGHT',
        severity: 'error',
        summary: 'every variant has the weight 0',
        place: file.place(['experiment', 'variants'], 'key'),
        why: 'Nobody could be assigned.',
        next: ['Give at least one variant a weight.'],
      });
    }
  }
  return findings;
};
