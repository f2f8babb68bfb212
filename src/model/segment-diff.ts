/** A segment as it was and as it is, asked of today's people. */
export interface DiffedSegment {
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** The segment says what it said: the mapping, the zone or a campaign's tags are others. */
  readonly same_text: boolean;
  readonly before: number;
  readonly after: number;
  readonly enter: number;
  readonly leave: number;
  readonly stay: number;
}

export interface SegmentDiff {
  readonly ref: string;
  /** The commit that it stands for. */
  readonly commit: string;
  readonly segments: readonly DiffedSegment[];
  /** How many ask for the same people. */
  readonly unchanged: number;
}
