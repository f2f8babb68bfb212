import { parseDuration } from '../../base/duration.ts';
import type { SequenceCondition } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, join, name, no, raw, sql, yes } from '../fragment.ts';
import type { EventWindow } from './event-rows.ts';
import { eventSources, sourceRank } from './event-sources.ts';
import { eventRows } from './event-tests.ts';
import { eventInstant } from './event-value.ts';
import { eventWindow } from './event-window.ts';

type Step = SequenceCondition['sequence'][number];

/** An event that a step has found: where it stands in time. */
interface Found {
  readonly at: Fragment;
  readonly rank: number;
  readonly id: Fragment | undefined;
  readonly table: string;
}

interface Walk {
  readonly context: Context;
  readonly window: EventWindow;
  readonly steps: readonly Step[];
}

/** A, then B within a time, without C in between. */
export function sequenceCondition(context: Context, condition: SequenceCondition): Fragment {
  const walk = { context, window: eventWindow(context, condition), steps: condition.sequence };
  return from(walk, 0, undefined, []);
}

/** Whether the steps from one on can be found after an event; `absent` must not happen before the next. */
function from(walk: Walk, index: number, previous: Found | undefined, absent: readonly number[]): Fragment {
  const step = walk.steps[index];
  if (!step) return previous ? ends(walk, previous, absent) : yes;
  if (step.absent) return from(walk, index + 1, previous, [...absent, index]);
  return some(walk, index, (found) => {
    const tests = [from(walk, index + 1, found, [])];
    if (!previous) return tests;
    const between = absent.map((one) => none(walk, one, (gone) => [isAfter(gone, previous), isAfter(found, gone)]));
    return [isAfter(found, previous), ...soon(step, found, previous), ...between, ...tests];
  });
}

/** What must not follow the last step: within its time, which must have passed. */
function ends(walk: Walk, previous: Found, absent: readonly number[]): Fragment {
  const tests = absent.flatMap((index) => {
    const step = walk.steps[index];
    if (!step) return [];
    const never = none(walk, index, (gone) => [isAfter(gone, previous), ...soon(step, gone, previous)]);
    const length = seconds(step);
    if (length === undefined) return [never];
    return [sql`${previous.at} + ${raw(String(length))} <= ${bind(walk.context.now.getTime() / 1000)}`, never];
  });
  return tests.length === 0 ? yes : join(tests, ' and ');
}

const soon = (step: Step, found: Found, previous: Found): Fragment[] => {
  const length = seconds(step);
  return length === undefined ? [] : [sql`${found.at} < ${previous.at} + ${raw(String(length))}`];
};

const perUnit = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

function seconds({ within }: Step): number | undefined {
  const duration = within === undefined ? undefined : parseDuration(within);
  if (!duration || duration.unit === 'mo' || duration.unit === 'y') return undefined;
  return duration.amount * perUnit[duration.unit];
}

type Tests = (found: Found) => readonly Fragment[];

const none = (walk: Walk, index: number, tests: Tests): Fragment => sql`not ${some(walk, index, tests)}`;

/** Whether the person (alias p) has an event of the step that passes. */
function some({ context, window, steps }: Walk, index: number, tests: Tests): Fragment {
  const step = steps[index];
  const sources = step ? eventSources(context, step.event) : [];
  if (!step || sources.length === 0) return no;
  const parts = sources.map((source) => {
    const alias = `s${index}`;
    const rows = eventRows(context, { source, event: step.event, where: step.where ?? [], window, alias });
    return sql`exists (select 1 ${rows} and ${join(tests(found(context, source, alias)), ' and ')})`;
  });
  return sql`(${join(parts, ' or ')})`;
}

const found = (context: Context, source: EventSource, alias: string): Found => ({
  at: eventInstant(context, source, alias),
  rank: sourceRank(context, source),
  id: source.id === undefined ? undefined : name(alias, source.id),
  table: source.table,
});

function isAfter(later: Found, earlier: Found): Fragment {
  const after = sql`${later.at} > ${earlier.at}`;
  const same = sql`${later.at} = ${earlier.at}`;
  if (later.table !== earlier.table) return later.rank > earlier.rank ? sql`(${after} or ${same})` : after;
  return later.id && earlier.id ? sql`(${after} or (${same} and ${later.id} > ${earlier.id}))` : after;
}
