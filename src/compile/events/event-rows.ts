import type { PropertyTest } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Bound } from '../dialect.ts';
import type { Fragment } from '../fragment.ts';

export interface EventRows {
  readonly source: EventSource;
  readonly event: string;
  readonly where: readonly PropertyTest[];
  readonly window: EventWindow;
  readonly alias?: string;
  /** What ties the event to a person; default: to p. */
  readonly tie?: Fragment;
}

/** The time that is looked at. Events at or after now are invisible, so there is always an end. */
export interface EventWindow {
  readonly bounds: readonly Bound[];
  /** Rows a little outside of it may be found, too, when that costs less. */
  readonly rough?: boolean;
  /** Those of the bounds that only rows are looked at for which `rough` holds. */
  readonly narrowed?: readonly Bound[];
  /** A narrower test of an instant (SQL, seconds since 1970), where the window is another one in every zone. */
  readonly local?: (instant: Fragment) => Fragment;
}
