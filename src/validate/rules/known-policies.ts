import { policyRules } from '../../model/policy.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** A policy that does not exist would be trusted and never checked. */
export const knownPolicies: Rule = ({ config }) =>
  Object.keys(config.value.policies ?? {})
    .filter((name) => !Object.hasOwn(policyRules, name))
    .map((name) => ({
      ...unknownReference({
        file: config.source,
        pointer: ['policies', name],
        noun: 'policy',
        name,
        known: Object.keys(policyRules),
      }),
      place: config.source.place(['policies', name], 'key'),
      next: ['Use one of the policies that crm knows, or remove it.'],
    }));
