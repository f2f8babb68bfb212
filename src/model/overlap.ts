/** People who are in exactly these segments. */
export interface SegmentSet {
  readonly in: readonly string[];
  readonly count: number;
}

/** People in both; `jaccard` is their share of the people in either, 0 when there are none. */
export interface SegmentPair {
  readonly a: string;
  readonly b: string;
  readonly count: number;
  readonly jaccard: number;
}

export interface Overlap {
  readonly segments: readonly { readonly id: string; readonly title: string; readonly count: number }[];
  /** The largest first; people in none of them too. */
  readonly sets: readonly SegmentSet[];
  readonly pairs: readonly SegmentPair[];
  readonly everyone: number;
  /** The workspace's zone, in which people read the time. */
  readonly timezone: string;
}

/** Segments that everybody should be in exactly one of. */
export interface PartitionProof {
  readonly name: string;
  readonly segments: readonly string[];
  readonly disjoint: boolean;
  readonly complete: boolean;
  /** Who is in several of them, by which. */
  readonly overlaps: readonly SegmentSet[];
  /** Who is in none. */
  readonly missing: number;
}

/** How a segment is served by the live campaigns of a stage. */
export interface CoverageCell {
  readonly stage: string;
  readonly segment: string;
  /** Campaigns with somebody of the segment in their audience. */
  readonly campaigns: number;
  /** People of the segment in the audience of one of them. */
  readonly people: number;
}

export type BlindReason = 'no_segment' | 'no_consent' | 'no_address' | 'capped';

export interface Coverage {
  readonly segments: readonly {
    readonly id: string;
    readonly title: string;
    readonly stage: string | null;
    readonly count: number;
  }[];
  readonly partitions: readonly PartitionProof[];
  readonly matrix: readonly CoverageCell[];
  /** People whom no live campaign can reach, each with one reason; with `reached` they are everybody. */
  readonly blind_spots: readonly { readonly reason: BlindReason; readonly people: number }[];
  readonly reached: number;
  readonly everyone: number;
  readonly live_campaigns: number;
  readonly timezone: string;
}
