import type { Place } from '../base/diagnostic.ts';

export interface StoreAddress {
  /** With the environment filled in: it may hold a password. */
  readonly url: string;
  readonly root: string;
  /** Where the url stands in crm.yaml. */
  readonly place?: Place;
}
