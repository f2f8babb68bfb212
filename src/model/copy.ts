import type { Diagnostic } from '../base/diagnostic.ts';

/** A message as one person would get it: parts by name (subject, text, html, title, body, link, preheader). */
export interface Rendered {
  readonly locale: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** Why a person cannot get a message: the copy said so, or a value without a fallback is missing. */
export interface NotRendered {
  readonly reason: string;
}

export interface CopyPerson {
  readonly locale: string | undefined;
  readonly timezone: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A template that is ready to be filled in. */
export interface Copy {
  /** Attributes of the person that it needs. */
  readonly attributes: readonly string[];
  /** Variables of the tool itself that it uses. */
  readonly system: readonly string[];
  /** Variables that have no fallback. */
  readonly bare: readonly string[];
  /** Variables that the person has nothing for, with a fallback or without. */
  missing(person: Pick<CopyPerson, 'attributes'>): readonly string[];
  render(person: CopyPerson, system: Readonly<Record<string, string>>): Rendered | NotRendered;
}

export interface CompiledCopy {
  readonly copy?: Copy;
  readonly diagnostics: readonly Diagnostic[];
}
