import type { RecordLedger } from '../model/record-ledger.ts';
import type { Db } from './open-sqlite.ts';

type Recording = Pick<RecordLedger, 'recording' | 'recordStays' | 'openStays' | 'endRecording'>;

/** Writes down who is in a segment, a slice of the people at a time. */
export function stayLedger(db: Db): Recording {
  const last = db.prepare<[string], { digest: string; at: string; people: number }>(
    'select digest, at, people from crm_recordings where segment = ?',
  );
  const leave = db.prepare(
    `update crm_stays set until = @at where segment = @segment and until is null
     and person in (select value from json_each(@people)) and person not in (select value from json_each(@members))`,
  );
  const enter = db.prepare(
    `insert into crm_stays (segment, person, since, found)
     select @segment, value, @at, @found from json_each(@members) where not exists
       (select 1 from crm_stays s where s.segment = @segment and s.person = value and s.until is null)
     on conflict do nothing`,
  );
  const open = db
    .prepare<[string, string, number], string>(
      'select person from crm_stays where segment = ? and until is null and person > ? order by person limit ?',
    )
    .pluck();
  const end = db.prepare(
    `insert into crm_recordings (segment, digest, at, people) values (@segment, @digest, @at, @people)
     on conflict do update set digest = excluded.digest, at = excluded.at, people = excluded.people`,
  );
  const record = db.transaction(({ segment, at, found, people, members }: Parameters<Recording['recordStays']>[0]) => {
    const rows = {
      segment,
      at,
      found: found ? 1 : 0,
      people: JSON.stringify(people),
      members: JSON.stringify(members),
    };
    leave.run(rows);
    enter.run(rows);
  });
  return {
    recording: async (segment) => last.get(segment),
    recordStays: async (request) => {
      record.immediate(request);
    },
    openStays: async ({ segment, after, limit }) => open.all(segment, after ?? '', limit),
    endRecording: async (recording) => {
      end.run(recording);
    },
  };
}
