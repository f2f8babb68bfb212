export type Severity = 'error' | 'warning' | 'info';

/** A place in a file. Lines and columns count from 1; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** JSON pointer of the value, when the file was understood that far. */
  readonly pointer?: string;
  /** The source line, for the caret. */
  readonly source?: string;
}

/** A finding: a value, collected and shown with all others, never thrown. */
export interface Diagnostic {
  /** `NOUN.REASON`, listed in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly summary: string;
  readonly place?: Place;
  /** Why it matters, or why it is so. */
  readonly why?: string;
  /** What to do, most likely first. */
  readonly next?: readonly string[];
  /** What was probably meant. */
  readonly suggestions?: readonly string[];
}
