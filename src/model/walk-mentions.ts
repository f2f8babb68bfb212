import type { Condition, EventCondition, PropertyTest, TopCondition, ValueTest } from './condition.ts';
import type { Pointer } from './source.ts';
import { walkCondition } from './walk-condition.ts';

/** What a name stands for, and where its values come from. */
type Named =
  | { readonly kind: 'event' }
  | { readonly kind: 'table' }
  | { readonly kind: 'attribute' }
  | { readonly kind: 'property'; readonly event: string }
  | { readonly kind: 'column'; readonly related: string }
  /** Of an object in an array; what it belongs to is named before it. */
  | { readonly kind: 'element' };

/** A name that a condition uses, with the place where it stands and what is asked of it. */
export type Mention = Named & {
  readonly name: string;
  readonly pointer: Pointer;
  /** The test that the name is a key of. */
  readonly test?: ValueTest;
  /** It is added up, averaged, ranked: only numbers count. */
  readonly asNumber?: true;
};

/** Every event, related table, attribute, property and column that a tree of conditions names. */
export function* walkMentions(condition: Condition, pointer: Pointer): Generator<Mention> {
  for (const one of walkCondition(condition, pointer)) yield* ofCondition(one.condition, one.pointer);
}

/** What an event with tests on its properties names: a metric is one, too. */
export function* eventMentions(
  { event, where = [] }: { readonly event: string; readonly where?: readonly PropertyTest[] | undefined },
  pointer: Pointer,
): Generator<Mention> {
  yield { kind: 'event', name: event, pointer: [...pointer, 'event'] };
  yield* tests({ kind: 'property', event }, where, [...pointer, 'where']);
}

function* ofCondition(condition: Condition, pointer: Pointer): Generator<Mention> {
  if ('attribute' in condition)
    yield* tested({ kind: 'attribute' }, { key: 'attribute', name: condition.attribute, test: condition }, pointer);
  else if ('event' in condition) yield* ofEvent(condition, pointer);
  else if ('sequence' in condition)
    for (const [i, step] of condition.sequence.entries()) yield* eventMentions(step, [...pointer, 'sequence', i]);
  else if ('top' in condition && condition.top.by) yield* ofTop(condition.top.by, [...pointer, 'top', 'by']);
  else if ('related' in condition) {
    yield { kind: 'table', name: condition.related, pointer: [...pointer, 'related'] };
    yield* tests({ kind: 'column', related: condition.related }, condition.where ?? [], [...pointer, 'where']);
  }
}

function* ofEvent(condition: EventCondition, pointer: Pointer): Generator<Mention> {
  const { event, distinct, last_value: last } = condition;
  yield* eventMentions(condition, pointer);
  for (const key of ['sum', 'avg', 'min', 'max'] as const) {
    const name = condition[key]?.of;
    if (name !== undefined) yield { kind: 'property', event, name, pointer: [...pointer, key, 'of'], asNumber: true };
  }
  if (distinct) yield { kind: 'property', event, name: distinct.of, pointer: [...pointer, 'distinct', 'of'] };
  if (last)
    yield* tested({ kind: 'property', event }, { key: 'property', name: last.property, test: last }, [
      ...pointer,
      'last_value',
    ]);
}

function* ofTop(by: NonNullable<TopCondition['top']['by']>, pointer: Pointer): Generator<Mention> {
  if ('attribute' in by) {
    yield { kind: 'attribute', name: by.attribute, pointer: [...pointer, 'attribute'], asNumber: true };
    return;
  }
  yield* eventMentions(by, pointer);
  const { event } = by;
  for (const key of ['sum', 'avg', 'min', 'max'] as const) {
    const name = by[key];
    if (name !== undefined) yield { kind: 'property', event, name, pointer: [...pointer, key], asNumber: true };
  }
  if (by.distinct !== undefined)
    yield { kind: 'property', event, name: by.distinct, pointer: [...pointer, 'distinct'] };
}

function* tests(of: Named, list: readonly PropertyTest[], pointer: Pointer): Generator<Mention> {
  for (const [i, test] of list.entries())
    yield* tested(of, { key: 'property', name: test.property, test }, [...pointer, i]);
}

interface Tested {
  readonly key: 'attribute' | 'property';
  readonly name: string;
  readonly test: ValueTest;
}

function* tested(of: Named, { key, name, test }: Tested, pointer: Pointer): Generator<Mention> {
  yield { ...of, name, pointer: [...pointer, key], test };
  yield* tests({ kind: 'element' }, test.has_element ?? [], [...pointer, 'has_element']);
}
