import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { compile } from '../compile/index.ts';
import type { AttributeCondition } from '../model/condition.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';
import { shownValues } from './shown-values.ts';

interface UsedValue {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly attribute: string;
  readonly value: string;
  readonly test: Pick<AttributeCondition, 'is' | 'ignore_case'>;
}

/**
 * Texts that segments compare an attribute with and that nobody has: `KOR` where the store says `KR` is nobody, or with `is_not` everybody. The
 * values that are named instead are those of many people, never what could tell one of them.
 */
export async function checkValues(workspace: Workspace, store: Store, now: Date): Promise<Diagnostic[]> {
  const used = usedValues(workspace);
  if (used.length === 0) return [];
  const { store: mapping, timezone } = workspace.config.value;
  const tables = await store.tables();
  const program = compile({ store: mapping, dialect: store.dialect, tables, timezone, segments: new Map(), now });
  const has = async (people: Parameters<Program['sample']>[0]): Promise<boolean> =>
    (await store.all(program.sample(people, 1))).length > 0;
  if (!(await has(program.everyone))) return [];
  const findings: Diagnostic[] = [];
  for (const same of Map.groupBy(used, ({ attribute, test }) => JSON.stringify([attribute, test])).values()) {
    const [{ attribute, test } = same[0] as UsedValue] = same;
    if (await has(program.segment({ title: attribute, where: { attribute, ...test } }))) continue;
    const shared = await sharedValues(store, program, { attribute, mapping });
    findings.push(...same.map((one) => finding(one, shared)));
  }
  return findings;
}

function usedValues({ segments }: Workspace): UsedValue[] {
  return [...segments.values()].flatMap(({ value: { where }, source: file }) =>
    [...walkCondition(where, ['where'])].flatMap(({ condition, pointer }) => {
      if (!('attribute' in condition)) return [];
      const { attribute, ignore_case: folded } = condition;
      const of = (value: unknown, ...key: Pointer): UsedValue[] => {
        if (typeof value !== 'string') return [];
        const test = { is: value, ...(folded === undefined ? {} : { ignore_case: folded }) };
        return [{ file, pointer: [...pointer, ...key], attribute, value, test }];
      };
      return [
        ...of(condition.is, 'is'),
        ...of(condition.is_not, 'is_not'),
        ...(condition.in ?? []).flatMap((value, i) => of(value, 'in', i)),
        ...(condition.not_in ?? []).flatMap((value, i) => of(value, 'not_in', i)),
      ];
    }),
  );
}

async function sharedValues(
  store: Store,
  program: Program,
  { attribute, mapping }: { attribute: string; mapping: Workspace['config']['value']['store'] },
): Promise<string[]> {
  const reading = program.values(attribute);
  const values = (await store.all(reading)).map(reading.read);
  const { id, addresses = {}, attributes } = mapping.people;
  const column = attributes?.[attribute] ?? attribute;
  const contact = [id, ...Object.values(addresses)].includes(column);
  // Both names may say what it is: `attributes: { who: full_name }`.
  const shown = [attribute, column].map((name) => shownValues({ name, values, contact }));
  return [...new Set(values)].filter((value) => shown.every((may) => may(value))).sort();
}

function finding({ file, pointer, attribute, value }: UsedValue, shared: readonly string[]): Diagnostic {
  const near = suggest(value, shared);
  return {
    code: 'SEGMENT.VALUE_NEVER_SEEN',
    severity: 'warning',
    summary: `nobody in the store has \`${value}\` as \`${attribute}\``,
    place: file.place(pointer),
    why:
      shared.length === 0
        ? 'Text is compared letter by letter, capital letters too.'
        : `Many have: ${shared.slice(0, 12).join(', ')}${shared.length > 12 ? ', ..' : ''}.`,
    next: ['Correct the value, or go on when it is still to come.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}
