/** A finding or a broken rule, as other programs take it. */
export interface ShownFinding {
  readonly level: 'error' | 'warning' | 'note';
  /** `NOUN.REASON`, or the id of a rule. */
  readonly code: string;
  readonly message: string;
  /** What to do. */
  readonly help: readonly string[];
  /** Relative to the repository. Lines and columns count from 1, the end is exclusive. */
  readonly place?:
    | {
        readonly file: string;
        readonly line: number;
        readonly column?: number | undefined;
        readonly endLine?: number | undefined;
        readonly endColumn?: number | undefined;
      }
    | undefined;
}
