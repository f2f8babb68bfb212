import type { MessagesAsked, Stay } from './recorded.ts';

/** When the people of a segment were last written down. */
export interface Recording {
  readonly segment: string;
  /** Of what the segment and all that it refers to said then. */
  readonly digest: string;
  readonly at: string;
  readonly people: number;
}

/** What segments ask, and what is written down so that they can. */
export interface RecordLedger {
  /** When what is asked happened to these people, in milliseconds since 1970; who is not there had nothing. */
  messageTimes(asked: MessagesAsked, people: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>;
  /** The stretches of time that these people were in a segment, the earliest first. */
  stays(segment: string, people: readonly string[]): Promise<ReadonlyMap<string, readonly Stay[]>>;
  recording(segment: string): Promise<Omit<Recording, 'segment'> | undefined>;
  /** Of these people, the members are in the segment and the others are not. */
  recordStays(request: {
    segment: string;
    at: string;
    found: boolean;
    people: readonly string[];
    members: readonly string[];
  }): Promise<void>;
  /** People who are in the segment as far as was written down, in the order of their ids. */
  openStays(request: { segment: string; after: string | undefined; limit: number }): Promise<readonly string[]>;
  endRecording(recording: Recording): Promise<void>;
}
