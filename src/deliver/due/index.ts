import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { addDuration, parseDuration } from '../../base/duration.ts';
import type { CampaignFile } from '../../model/workspace.ts';

/** One occurrence of a campaign. */
export interface Slot {
  /** Unique in its campaign: the local date and time with its zone, so a clock change cannot send twice. */
  readonly id: string;
  readonly at: Date;
}

const catchUp = '2h';

/** The slot that is due at an instant: a one-off from its time on, a schedule's latest slot up to `catch_up` late. */
export function dueSlot(
  { trigger }: Pick<CampaignFile, 'trigger'>,
  asOf: Date,
  workspaceZone: string,
): Slot | undefined {
  const slot = lastSlot(trigger, asOf, workspaceZone);
  if (!slot || 'at' in trigger) return slot;
  const late = parseDuration(trigger.schedule.catch_up ?? catchUp);
  return late && addDuration(slot.at, late) > asOf ? slot : undefined;
}

/** The next slot after an instant; undefined when there is none. */
export function nextSlot(
  { trigger }: Pick<CampaignFile, 'trigger'>,
  asOf: Date,
  workspaceZone: string,
): Slot | undefined {
  if ('at' in trigger) {
    const slot = oneOff(trigger.at, zoneOf(trigger.zone, workspaceZone));
    return slot.at > asOf ? slot : undefined;
  }
  const zone = zoneOf(trigger.schedule.zone, workspaceZone);
  const next = new Cron(trigger.schedule.cron, { paused: true, timezone: zone }).nextRun(asOf);
  return next ? named(next, zone) : undefined;
}

function lastSlot(trigger: CampaignFile['trigger'], asOf: Date, workspaceZone: string): Slot | undefined {
  if ('at' in trigger) {
    const slot = oneOff(trigger.at, zoneOf(trigger.zone, workspaceZone));
    return slot.at <= asOf ? slot : undefined;
  }
  const zone = zoneOf(trigger.schedule.zone, workspaceZone);
  // A slot at this very second counts: the library looks strictly before its reference.
  const [last] = new Cron(trigger.schedule.cron, { paused: true, timezone: zone }).previousRuns(
    1,
    new Date(asOf.getTime() + 1000),
  );
  return last && last <= asOf ? named(last, zone) : undefined;
}

const zoneOf = (zone: string | undefined, workspaceZone: string): string =>
  zone === undefined || zone === 'workspace' ? workspaceZone : zone;

/** A local time that a clock change skips is the next valid instant; one that comes twice is the first. */
function oneOff(at: string, zone: string): Slot {
  const local = Temporal.PlainDateTime.from(at);
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const skipped = !zoned.toPlainDateTime().equals(local);
  const valid = (skipped && zoned.getTimeZoneTransition('previous')) || zoned;
  return { id: at.slice(0, 16), at: new Date(valid.epochMilliseconds) };
}

function named(instant: Date, zone: string): Slot {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return { id: local.toString({ smallestUnit: 'minute' }), at: instant };
}
