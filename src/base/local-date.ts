import { Temporal } from 'temporal-polyfill';
import { isZone } from './zone.ts';

/** The date (YYYY-MM-DD) in a zone at an instant; in UTC when the zone is unknown. */
export const localDate = (instant: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(isZone(zone) ? zone : 'UTC')
    .toPlainDate()
    .toString();
