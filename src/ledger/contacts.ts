import { type Contact, countedFrom, type LoadRules } from '../model/limits.ts';
import type { Db } from './open-sqlite.ts';

interface ContactRow {
  person: string;
  campaign: string;
  channel: string;
  tags: string | null;
  at: string;
  waits: number;
}

export interface ContactsRequest {
  readonly people: readonly string[];
  readonly rules: LoadRules;
  /** The campaign's clock. */
  readonly now: Date;
}

/** What people have had of messages as far as limits count it, and what waits for them and goes first. */
export function contactsOf(db: Db): (request: ContactsRequest) => ReadonlyMap<string, readonly Contact[]> {
  // Of a message that was handed over, its time is when that was.
  const rows = db.prepare<[object], ContactRow>(
    `select person, campaign, channel, tags, at, status in ('queued', 'claimed', 'retry') as waits from crm_deliveries
     where person in (select value from json_each(@people)) and (
       (status in ('sending', 'sent', 'unknown') and at > @from)
       or (status in ('queued', 'claimed', 'retry') and campaign in (select value from json_each(@first))
         and (held_until is null or held_until <= @now) and (expires_at is null or expires_at > @now)))`,
  );
  return ({ people, rules: { limits, first }, now }) => {
    const found = new Map<string, Contact[]>();
    if (limits.length === 0) return found;
    const request = {
      people: JSON.stringify(people),
      first: JSON.stringify([...first.keys()]),
      from: countedFrom(limits, now).toISOString(),
      now: now.toISOString(),
    };
    for (const { person, campaign, channel, tags, at, waits } of rows.all(request)) {
      const contact = waits
        ? { channel, tags: first.get(campaign) ?? [], at: undefined }
        : { channel, tags: tags === null ? [] : (JSON.parse(tags) as string[]), at: new Date(at) };
      found.set(person, [...(found.get(person) ?? []), contact]);
    }
    return found;
  };
}
