import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Names inside crm.yaml that must exist. */
export const workspaceReferences: Rule = ({ config, known, segments }) => {
  const { value, source: file } = config;
  const findings = [];
  for (const [partition, members] of Object.entries(value.lifecycle.partitions ?? {})) {
    for (const [index, name] of members.entries()) {
      if (known.segment.has(name)) continue;
      findings.push(
        unknownReference({
          file,
          pointer: ['lifecycle', 'partitions', partition, index],
          noun: 'segment',
          name,
          known: known.segment,
        }),
      );
    }
  }
  for (const [index, objective] of (value.strategy?.objectives ?? []).entries()) {
    const metrics = Object.keys(value.metrics ?? {});
    if (metrics.includes(objective.metric)) continue;
    findings.push(
      unknownReference({
        file,
        pointer: ['strategy', 'objectives', index, 'metric'],
        noun: 'metric',
        name: objective.metric,
        known: metrics,
      }),
    );
  }
  for (const segment of segments.values()) {
    const stage = segment.value.stage;
    if (stage === undefined || value.lifecycle.stages.includes(stage)) continue;
    findings.push(
      unknownReference({
        file: segment.source,
        pointer: ['stage'],
        noun: 'stage',
        name: stage,
        known: value.lifecycle.stages,
      }),
    );
  }
  return findings;
};
