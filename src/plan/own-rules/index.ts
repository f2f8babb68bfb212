import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlanChange } from '../../model/plan.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import type { PolicyLevel, WorkspaceFile } from '../../model/workspace.ts';
import type { OwnRule } from '../policies/index.ts';

type Strategy = NonNullable<WorkspaceFile['strategy']>;
type Kind = 'must' | 'must_not';

interface Written {
  readonly id: string;
  readonly why: string;
  readonly level?: PolicyLevel;
  readonly change: object;
}

/** What a strategy says that campaigns must and must not be; a schema that is none is a finding. */
export function ownRules(
  strategy: Strategy | undefined,
  source: SourceFile,
): { readonly rules: readonly OwnRule[]; readonly diagnostics: readonly Diagnostic[] } {
  const rules: OwnRule[] = [];
  const diagnostics: Diagnostic[] = [];
  const all = (['must', 'must_not'] as const).flatMap((kind) =>
    ((strategy?.[kind] ?? []) as readonly Written[]).map((written, i) => ({ kind, written, i })),
  );
  for (const { kind, written, i } of all) {
    const pointer = ['strategy', kind, i];
    const known = rules.some(({ rule }) => rule === `${kind}.${written.id}`);
    const read = known ? 'another rule has this id' : compiled(written.change);
    if (typeof read === 'string')
      diagnostics.push(
        noRule({
          source,
          pointer: [...pointer, known ? 'id' : 'change'],
          name: `${kind}.${written.id}`,
          problem: read,
        }),
      );
    else rules.push(toRule(kind, written, read));
  }
  return { rules, diagnostics };
}

/** A schema with a word that JSON Schema does not have is a mistake, not a rule that everything keeps. */
function compiled(schema: object): ValidateFunction | string {
  try {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false, strictRequired: false });
    formats.default(ajv);
    return ajv.compile(schema);
  } catch (error) {
    return (error as Error).message;
  }
}

const toRule = (kind: Kind, { id, why, level = 'deny' }: Written, keeps: ValidateFunction): OwnRule => ({
  rule: `${kind}.${id}`,
  level,
  why,
  broken: (change) => {
    const valid = keeps(change);
    if (kind === 'must_not') return valid ? { message: 'is what must not be', pointer: [] } : undefined;
    const error = keeps.errors?.at(-1);
    return valid || !error ? undefined : { message: sayError(error), pointer: pointerOf(error, change) };
  },
});

function sayError({ instancePath, message = 'is not as it must be' }: ErrorObject): string {
  const path = parts(instancePath).join('.');
  return path === '' ? message : `${path} ${message}`;
}

const parts = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Of what stands in the file, its place there. */
function pointerOf({ instancePath }: ErrorObject, { after }: PlanChange): Pointer {
  const [head, ...rest] = parts(instancePath);
  if (head !== 'after') return [];
  let value: unknown = after;
  return rest.map((part) => {
    const key = Array.isArray(value) ? Number(part) : part;
    value = (value as Record<string | number, unknown> | undefined)?.[key];
    return key;
  });
}

function noRule({
  source,
  pointer,
  name,
  problem,
}: {
  source: SourceFile;
  pointer: Pointer;
  name: string;
  problem: string;
}): Diagnostic {
  return {
    code: 'WORKSPACE.NO_RULE',
    severity: 'error',
    summary: `\`${name}\` is no rule: ${problem}`,
    place: source.place(pointer),
    why: 'A rule is a JSON Schema (2020-12) of a change in a plan. One that cannot be read would be kept by everything.',
    next: ['See what a change is: crm plan --format json', 'See the rules of a schema: https://json-schema.org'],
  };
}
