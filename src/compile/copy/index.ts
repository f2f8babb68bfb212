import type { Diagnostic } from '../../base/diagnostic.ts';
import type { CompiledCopy, Copy, CopyPerson, NotRendered, Rendered } from '../../model/copy.ts';
import type { Definition, TemplateFile, Variable } from '../../model/workspace.ts';
import { bodyParts, type Part } from './body-parts.ts';
import { copyHelpers, SkipPerson } from './copy-helpers.ts';
import { createEngine, type Fill } from './engine.ts';
import { lintCopy } from './lint-copy.ts';

export interface CopyOptions {
  /** The workspace's language, zone and currency: used when a person has none. */
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
}

/** Variables that every template may use without declaring them. */
export const systemVariables = ['unsubscribe_url'] as const;

/** Compiles a template's copy in every language, or says what is wrong with it. */
export async function compileCopy(template: Definition<TemplateFile>, options: CopyOptions): Promise<CompiledCopy> {
  const variables: Readonly<Record<string, Variable>> = template.value.variables ?? {};
  const known = new Set([...Object.keys(variables), ...systemVariables]);
  const engine = createEngine();
  const diagnostics: Diagnostic[] = [];
  const locales = new Map<string, { title: string; fill: Fill }[]>();
  const used = new Set<string>();
  for (const [locale, content] of Object.entries<object>(template.value.locales)) {
    const written = Object.entries(content).map(([field, text]) => ({ field, text: String(text) }));
    for (const { field, text } of written) {
      diagnostics.push(...lintCopy({ text, known, used, file: template.source, pointer: ['locales', locale, field] }));
    }
    if (diagnostics.some(({ severity }) => severity === 'error')) continue;
    const { parts, problem } = await bodyParts(written);
    if (problem) diagnostics.push(badBody(template, locale, problem));
    locales.set(
      locale,
      parts.map((part: Part) => ({ title: part.title, fill: engine(part) })),
    );
  }
  // What stands in copy that cannot be read is not known.
  if (!diagnostics.some(({ code }) => code === 'TEMPLATE.SYNTAX')) diagnostics.push(...unusedVariables(template, used));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const system = systemVariables.filter((name) => used.has(name));
  return { copy: createCopy({ locales, variables, system, options }), diagnostics };
}

interface CopyParts {
  readonly locales: ReadonlyMap<string, readonly { title: string; fill: Fill }[]>;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly system: readonly string[];
  readonly options: CopyOptions;
}

function createCopy({ locales, variables, system, options }: CopyParts): Copy {
  const entries = Object.entries(variables).map(([name, { from, fallback }]) => ({
    name,
    attribute: from.slice('person.'.length),
    fallback,
  }));
  const isMissing = (value: unknown): boolean =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  const render = (person: CopyPerson, given: Readonly<Record<string, string>>): Rendered | NotRendered => {
    const locale = chooseLocale([...locales.keys()], person.locale, options.locale);
    const values: Record<string, unknown> = { ...given };
    for (const { name, attribute, fallback } of entries) {
      const value = person.attributes[attribute];
      const missing = isMissing(value);
      if (missing && fallback === undefined) return { reason: 'missing_data' };
      values[name] = missing ? fallback : value;
    }
    try {
      const helpers = copyHelpers({
        locale,
        timezone: person.timezone ?? options.timezone,
        currency: options.currency,
      });
      const parts = Object.fromEntries(
        (locales.get(locale) ?? []).map(({ title, fill }) => [title, fill(values, helpers)]),
      );
      return { locale, parts };
    } catch (error) {
      return { reason: error instanceof SkipPerson ? `copy:${error.reason}` : 'render_failed' };
    }
  };
  return {
    attributes: [...new Set(entries.map(({ attribute }) => attribute))],
    system,
    bare: entries.filter(({ fallback }) => fallback === undefined).map(({ name }) => name),
    missing: ({ attributes }) =>
      entries.filter(({ attribute }) => isMissing(attributes[attribute])).map(({ name }) => name),
    render,
  };
}

/** The person's language, its base language, the workspace's, or the first that the template has. */
function chooseLocale(offered: readonly string[], wanted: string | undefined, fallback: string): string {
  const base = (text: string): string => (text.split(/[-_]/)[0] ?? text).toLowerCase();
  const exact =
    wanted === undefined
      ? undefined
      : offered.find((locale) => locale.toLowerCase() === wanted.replace('_', '-').toLowerCase());
  const near = wanted === undefined ? undefined : offered.find((locale) => base(locale) === base(wanted));
  return exact ?? near ?? offered.find((locale) => locale === fallback) ?? offered[0] ?? fallback;
}

function unusedVariables({ value, source }: Definition<TemplateFile>, used: ReadonlySet<string>): Diagnostic[] {
  return Object.keys(value.variables ?? {})
    .filter((name) => !used.has(name))
    .map((name) => ({
      code: 'TEMPLATE.UNUSED_VARIABLE',
      severity: 'warning' as const,
      summary: `the variable \`${name}\` is declared and never used`,
      place: source.place(['variables', name], 'key'),
      why: 'A person without the value may be skipped for nothing.',
      next: ['Use it or remove it.'],
    }));
}

const badBody = ({ source }: Definition<TemplateFile>, locale: string, problem: string): Diagnostic => ({
  code: 'TEMPLATE.BAD_MJML',
  severity: 'error',
  summary: `the MJML of \`${locale}\` cannot be used: ${problem}`,
  place: source.place(['locales', locale, 'mjml'], 'key'),
  why: 'Mail programs would show it broken.',
  next: ['Correct the tag that is named.'],
});
