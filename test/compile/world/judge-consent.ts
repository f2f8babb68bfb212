import type { ConsentCondition, ReachableCondition } from '../../../src/model/generated/segment.ts';
import { addressesOf, foldAddress } from './addresses.ts';
import { type Here, judgeTime } from './judge-time.ts';
import { readMoment } from './moment.ts';
import type { ConsentRow, World } from './world.ts';

interface At {
  readonly world: World;
  readonly here: Here;
}

const known = new WeakMap<World, WeakMap<ReachableCondition, ReadonlySet<string>>>();

interface Asked {
  readonly medium: string;
  readonly topic?: string;
  readonly night?: boolean;
}

/** Rows of a person that the question is about; a row for the night is a row like any other by day. */
function rowsOf(world: World, person: string, { medium, topic, night }: Asked): ConsentRow[] {
  return world.consents.filter(
    (row) =>
      row.person_id === person &&
      row.medium === medium &&
      (topic === undefined || row.topic === topic) &&
      (!night || row.night === true),
  );
}

const at = (time: string | null | undefined): number | undefined => readMoment(time ?? '', 'UTC')?.ms;

/** Granted at or before now and not revoked by now. */
function counts(row: ConsentRow, now: number): boolean {
  const granted = at(row.granted_at);
  const revoked = at(row.revoked_at);
  return granted !== undefined && granted <= now && (revoked === undefined || revoked > now);
}

export function judgeConsent({ consent }: ConsentCondition, person: string, { world, here }: At): boolean {
  const { granted } = consent;
  return rowsOf(world, person, consent).some(
    (row) => counts(row, here.now) && (!granted || judgeTime(granted, at(row.granted_at) ?? Number.NaN, here)),
  );
}

/** Revoked, and nothing else of theirs counts. */
function hasWithdrawn(world: World, person: string, asked: Asked, now: number): boolean {
  const rows = rowsOf(world, person, asked);
  return !rows.some((row) => counts(row, now)) && rows.some((row) => (at(row.revoked_at) ?? Number.NaN) <= now);
}

/** An address of their own consent that nobody who shares it has closed. */
export function judgeReachable(condition: ReachableCondition, person: string, { world, here }: At): boolean {
  const { reachable } = condition;
  const asked: Asked = typeof reachable === 'string' ? { medium: reachable } : reachable;
  if (!rowsOf(world, person, asked).some((row) => counts(row, here.now))) return false;
  let closed = known.get(world)?.get(condition);
  if (!closed) {
    closed = closedAddresses(world, asked, here.now);
    known.set(world, (known.get(world) ?? new WeakMap()).set(condition, closed));
  }
  return addressesOf(world, person, asked.medium).some((address) => !closed.has(foldAddress(address)));
}

function closedAddresses(world: World, asked: Asked, now: number): Set<string> {
  const gone = world.people.filter(({ id }) => withdrew(world, id, asked, now));
  return new Set(gone.flatMap(({ id }) => addressesOf(world, id, asked.medium).map(foldAddress)));
}

/** Who withdrew by day withdrew for the night too. */
function withdrew(world: World, person: string, asked: Asked, now: number): boolean {
  return hasWithdrawn(world, person, asked, now) || hasWithdrawn(world, person, { ...asked, night: false }, now);
}
