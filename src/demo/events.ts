import type { Cell } from '../model/store-table.ts';
import { day, instant } from './instant.ts';
import type { DemoPerson } from './person.ts';
import { type Session, sessionsOf } from './sessions.ts';
import { historyDays, type Setting } from './setting.ts';

type Row = readonly [person: string, name: string, at: string, props: string];

/** A person's rows of the events table without ids. */
export function* eventsOf(setting: Setting, person: DemoPerson): Generator<Row> {
  const { signedUpAt } = person;
  if (signedUpAt !== null && signedUpAt >= setting.now - historyDays * day)
    yield [person.id, 'signed_up', instant(signedUpAt), '{}'];
  const opened = JSON.stringify(person.appVersion === null ? {} : { version: person.appVersion });
  for (const session of sessionsOf(setting, person)) {
    yield [person.id, 'app_opened', instant(session.at), opened];
    yield* deeds(person.id, session);
  }
}

function* deeds(person: string, { follow, gift, invite }: Session): Generator<Row> {
  if (follow) yield [person, 'follow', instant(follow.at), JSON.stringify({ dj_id: follow.dj })];
  if (gift)
    yield [person, 'gift', instant(gift.at), JSON.stringify({ amount: gift.amount, dj_id: gift.dj, item: gift.item })];
  if (invite) yield [person, 'invite_sent', instant(invite.at), '{"via":"link"}'];
}

/** A person's rows of the listens table without ids. */
export function* listensOf(setting: Setting, person: DemoPerson): Generator<readonly Cell[]> {
  for (const { listens } of sessionsOf(setting, person)) {
    for (const { at, dj, seconds } of listens) yield [person.id, dj, instant(at), seconds];
  }
}
