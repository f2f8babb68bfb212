import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Noun, SourceFile } from '../model/source.ts';
import { meantKey, repair } from './repair.ts';
import { schemaFinding } from './schema-finding.ts';
import { definitionSchemas, validator } from './schemas/index.ts';

const maxFindings = 50;
const maxRounds = 4;

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** The file, when its schema accepts it. */
  readonly good?: SourceFile;
  /** Otherwise: what it says once mistyped keys are set right, when its schema accepts that. Only good for finding more mistakes. */
  readonly repaired?: SourceFile;
  /** Places in the repaired file where something was left out. */
  readonly gaps: readonly string[];
}

/** Everything in a file that its JSON Schema does not allow; also inside a part whose own key is mistyped. */
export function checkSchema(file: SourceFile): Checked {
  let errors = schemaErrors(file);
  if (errors.length === 0) return { diagnostics: [], good: file, gaps: [] };
  const found = new Map<string, Diagnostic>();
  const gaps: string[] = [];
  let current = file;
  let left = 0;
  for (let round = 0; round < maxRounds; round += 1) {
    left += Math.max(0, errors.length - maxFindings);
    for (const error of errors.slice(0, maxFindings)) {
      const finding = schemaFinding(current, error);
      found.set(`${finding.code} ${finding.place?.line}:${finding.place?.column} ${finding.summary}`, finding);
    }
    const next = repair(current, errors);
    if (!next) break;
    current = next.file;
    gaps.push(...next.gaps);
    // A map that lost its only key is not empty on purpose.
    errors = schemaErrors(current).filter(
      ({ keyword, instancePath }) => keyword !== 'minProperties' || !gaps.includes(instancePath),
    );
  }
  const diagnostics = shortened([...found.values()], file.noun, left);
  return errors.length === 0 ? { diagnostics, repaired: current, gaps } : { diagnostics, gaps };
}

/** At most so many of one file: the last place says how many there are beside them. */
function shortened(findings: readonly Diagnostic[], noun: Noun, left: number): Diagnostic[] {
  const last = findings[maxFindings - 1];
  if (!last || findings.length + left <= maxFindings) return [...findings];
  return [
    ...findings.slice(0, maxFindings - 1),
    {
      code: `${noun.toUpperCase()}.MANY_MISTAKES`,
      severity: 'error',
      summary: `and ${(findings.length + left - maxFindings + 1).toLocaleString('en')} more mistakes in this file`,
      ...(last.place ? { place: last.place } : {}),
      why: 'It does not look like a definition at all.',
      next: ['Correct the first ones, and run crm validate again.'],
    },
  ];
}

function schemaErrors(file: SourceFile): ErrorObject[] {
  const errors = explain(file.noun, validator(file.noun), file.value);
  return errors.filter((error) => !isMistyped(error, errors) && !isSaid(error, errors));
}

/** A map that is too small because a key is missing that is asked for by name. */
const isSaid = ({ keyword, instancePath }: ErrorObject, errors: readonly ErrorObject[]): boolean =>
  keyword === 'minProperties' &&
  errors.some((other) => other.keyword === 'required' && other.instancePath === instancePath);

/** Whether a missing key stands there after all, with a typing mistake that is reported by itself. */
function isMistyped(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return (
    error.keyword === 'required' &&
    errors.some(
      (other) =>
        other.keyword === 'additionalProperties' &&
        other.instancePath === error.instancePath &&
        meantKey(other, error.data as Record<string, unknown>) === error.params.missingProperty,
    )
  );
}

/**
 * The errors of a value. Where a schema offers alternatives (`oneOf`), a plain validator complains about every one of them;
 * we find the alternative that was meant, by its required keys, and report only what is wrong with that one.
 */
function explain(noun: Noun, validate: ValidateFunction, value: unknown, base = ''): ErrorObject[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const choices = errors.filter((error) => error.keyword === 'oneOf');
  const outer = choices.filter(
    (choice) => !choices.some((other) => other !== choice && below(choice.instancePath, other.instancePath)),
  );
  const plain = errors.filter(
    (error) =>
      error.keyword !== 'oneOf' &&
      // What is wrong with the name of a key is said once, by propertyNames.
      error.propertyName === undefined &&
      !outer.some((choice) => within(error.instancePath, choice.instancePath)),
  );
  const result = plain.map((error) => ({ ...error, instancePath: base + error.instancePath }));
  for (const choice of outer) result.push(...explainChoice(noun, choice, base + choice.instancePath));
  return result;
}

const below = (path: string, parent: string): boolean => path.startsWith(`${parent}/`);
const within = (path: string, parent: string): boolean => path === parent || below(path, parent);

interface Branch {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Record<string, { const?: unknown } | undefined>;
}

function explainChoice(noun: Noun, choice: ErrorObject, base: string): ErrorObject[] {
  const branches = (choice.schema as Branch[]).map((branch, index) => ({
    branch,
    index,
    target: resolve(noun, branch),
  }));
  const value: unknown = choice.data;
  const scored = branches
    .map((entry) => ({ ...entry, score: fitness(entry.target, value) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  const untold = tagError(choice, branches, base);
  if (untold) return [untold];
  if (!best || best.score <= 0) {
    const wanted = branches
      .map(({ target }) => target.required?.[0] ?? String(target.type))
      .filter((name, i, all) => all.indexOf(name) === i);
    return [{ ...choice, instancePath: base, params: { ...choice.params, wanted } }];
  }
  const ref = best.branch.$ref;
  const validate = ref ? validator(noun, ref) : validator(noun, `#${pointerOf(noun, choice)}/${best.index}`);
  return explain(noun, validate, value, base);
}

/** Where a constant (channel, provider) tells the alternatives apart and the value has none of them: that is the mistake. */
function tagError(
  choice: ErrorObject,
  branches: readonly { readonly target: Branch }[],
  base: string,
): ErrorObject | undefined {
  const value: unknown = choice.data;
  if (value === null || typeof value !== 'object') return undefined;
  const constants = branches.map(({ target }) =>
    Object.entries(target.properties ?? {}).find(
      ([, property]) => property !== undefined && 'const' in property && typeof property.const === 'string',
    ),
  );
  const tag = constants[0]?.[0];
  if (tag === undefined || !Object.hasOwn(value, tag) || !constants.every((entry) => entry?.[0] === tag))
    return undefined;
  const allowedValues = constants.map((entry) => entry?.[1]?.const);
  const data = (value as Record<string, unknown>)[tag];
  if (allowedValues.includes(data)) return undefined;
  return { ...choice, keyword: 'enum', instancePath: `${base}/${tag}`, params: { allowedValues }, data };
}

/** The pointer of a `oneOf` inside its own schema file: found by identity, since ajv reports paths through `$ref`. */
function pointerOf(noun: Noun, choice: ErrorObject): string {
  return findPointer(definitionSchemas[noun], choice.schema, '') ?? '';
}

function findPointer(node: unknown, wanted: unknown, path: string): string | undefined {
  if (node === wanted) return path;
  if (node === null || typeof node !== 'object') return undefined;
  for (const [key, inner] of Object.entries(node)) {
    const found = findPointer(inner, wanted, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolve(noun: Noun, branch: Branch): Branch {
  if (!branch.$ref) return branch;
  let node: unknown = definitionSchemas[noun];
  for (const part of branch.$ref.slice(2).split('/')) node = (node as Record<string, unknown>)[part];
  return node as Branch;
}

/** How well a value fits an alternative: keys it requires and has count most, a constant that differs rules it out. */
function fitness(branch: Branch, value: unknown): number {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject)
    return branch.type !== 'object' && branch.type !== undefined && [branch.type].flat().includes(typeof value) ? 1 : 0;
  const keys = Object.keys(value);
  const properties = branch.properties ?? {};
  for (const [key, property] of Object.entries(properties)) {
    const { const: tag } = property ?? {};
    if (typeof tag === 'string' && key in value && (value as Record<string, unknown>)[key] !== tag) return 0;
  }
  const required = (branch.required ?? []).filter((key) => keys.includes(key)).length;
  const known = keys.filter((key) => key in properties).length;
  const tagged = Object.entries(properties).some(([key, property]) => property && 'const' in property && key in value);
  return required * 10 + known + (tagged ? 100 : 0) + (branch.required === undefined && branch.properties ? 1 : 0);
}
