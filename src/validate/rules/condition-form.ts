import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Condition } from '../../model/condition.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import { eventMentions, type Mention, walkMentions } from '../../model/walk-mentions.ts';
import type { WorkspaceFile } from '../../model/workspace.ts';
import { eventForm } from '../condition-form/event-form.ts';
import type { At } from '../condition-form/finding.ts';
import { consentForm, nearForm, reachableForm } from '../condition-form/mapping-form.ts';
import { messageForm } from '../condition-form/message-form.ts';
import { localTimeForm, sampleForm } from '../condition-form/nobody-form.ts';
import { rawSqlForm } from '../condition-form/raw-sql-form.ts';
import { relatedForm } from '../condition-form/related-form.ts';
import { sequenceForm } from '../condition-form/sequence-form.ts';
import { testForm } from '../condition-form/test-form.ts';
import { topForm } from '../condition-form/top-form.ts';
import type { Rule } from '../rule.ts';

/** What the schema of a condition cannot say: one operator a test, one measure an event, operands that can be read. */
export const conditionForm: Rule = ({ segments, config }) => {
  const ofSegments = [...segments.values()].flatMap(({ value, source: file }) => [
    ...[...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) =>
      single({ file, pointer }, condition, config.value),
    ),
    ...[...walkMentions(value.where, ['where'])].flatMap((mention) => tested({ file, pointer: [] }, mention)),
  ]);
  const ofMetrics = Object.entries(config.value.metrics ?? {}).flatMap(([name, metric]) =>
    [...eventMentions(metric, ['metrics', name])].flatMap((mention) =>
      tested({ file: config.source, pointer: [] }, mention),
    ),
  );
  return [...ofSegments, ...ofMetrics];
};

const tested = ({ file }: At, { pointer, test }: Mention): Diagnostic[] =>
  test ? testForm({ file, pointer: pointer.slice(0, -1) }, test) : [];

/** What a kind of condition needs beside its tests. */
function single(at: At, condition: Condition, config: WorkspaceFile): Diagnostic[] {
  const { people } = config.store;
  if ('event' in condition) return eventForm(at, condition);
  if ('message' in condition) return messageForm(at, condition);
  if ('sequence' in condition) return sequenceForm(at, condition);
  if ('top' in condition) return topForm(at, condition);
  if ('sample' in condition) return sampleForm(at, condition);
  if ('local_time' in condition) return localTimeForm(at, condition);
  if ('related' in condition) return relatedForm(at, condition);
  if ('near' in condition) return nearForm(at, condition, people);
  if ('reachable' in condition) return reachableForm(at, condition, people);
  if ('consent' in condition) return consentForm(at, condition, people);
  return 'sql' in condition ? rawSqlForm(at, condition, config) : [];
}
