import { brokenReferences } from '../model/broken-references.ts';
import type {
  AppliedBrokenReference,
  AppliedDefinition,
  ApplyOutcome,
  ApplyRequest,
  DefinitionsLedger,
  RevisionRecord,
} from '../model/definitions-ledger.ts';
import { readForecasts, writeForecasts } from './forecasts.ts';
import { holds } from './locks.ts';
import { type Db, meta } from './open-sqlite.ts';
import { readPopulations, writePopulations } from './populations.ts';

interface RevisionRow {
  address: string;
  revision: number;
  digest: string | null;
  content: string | null;
  file: string;
  applied_at: string;
  applied_by: string;
  action: string;
  commit_id: string | null;
  fingerprint: string;
}

const read = (row: RevisionRow): AppliedDefinition => ({
  address: row.address,
  revision: row.revision,
  digest: row.digest ?? '',
  content: row.content === null ? undefined : JSON.parse(row.content),
  file: row.file,
  appliedAt: row.applied_at,
  appliedBy: row.applied_by,
});

const record = (row: RevisionRow): RevisionRecord => ({
  revision: row.revision,
  action: row.action,
  digest: row.digest,
  file: row.file,
  commit: row.commit_id,
  appliedAt: row.applied_at,
  appliedBy: row.applied_by,
  fingerprint: row.fingerprint,
});

const currentRows =
  'select r.* from crm_definitions d join crm_revisions r on r.address = d.address and r.revision = d.revision order by r.address';

/** What was applied: every revision is kept, the current one is pointed at. An archived definition has a revision without content. */
export function definitionsLedger(db: Db, environmentId: string): DefinitionsLedger {
  const current = db.prepare<[], RevisionRow>(currentRows);
  const one = db.prepare<[string, number], RevisionRow>(
    'select * from crm_revisions where address = ? and revision = ?',
  );
  const all = db.prepare<[string], RevisionRow>('select * from crm_revisions where address = ? order by revision desc');
  return {
    environmentId,
    definitions: async () => current.all().map(read),
    generation: async () => Number(meta(db, 'generation')),
    revision: async (address, revision) => {
      const row = one.get(address, revision);
      return row ? read(row) : undefined;
    },
    revisions: async (address) => all.all(address).map(record),
    populations: async () => readPopulations(db),
    forecasts: async () => readForecasts(db),
    appliedPlan: async (fingerprint) => appliedOnce(db, fingerprint),
    apply: async (request) => db.transaction(() => applyChanges(db, request)).immediate(),
  };
}

/** Runs inside one transaction: either every change or none. */
function applyChanges(db: Db, request: ApplyRequest): ApplyOutcome {
  // A holder that was stopped for longer than its lease wakes up as if nothing had happened.
  if (request.fence && !holds(db, request.fence)) return { kind: 'unlocked' };
  const before = appliedOnce(db, request.fingerprint);
  if (before) return { kind: 'already', ...before };
  const latest = new Map(
    db
      .prepare<[], RevisionRow>(currentRows)
      .all()
      .map((row) => [row.address, row]),
  );
  for (const { address, baseRevision } of request.changes) {
    const row = latest.get(address);
    const now = row?.revision ?? 0;
    if (now !== baseRevision)
      return { kind: 'stale', address, planned: baseRevision, now, by: row?.applied_by, at: row?.applied_at };
  }
  const broken = brokenBy(request, latest);
  return broken.length > 0 ? { kind: 'broken', references: broken } : write(db, request);
}

/** Each plan was whole when it was made; two of them, one after the other, need not be. */
function brokenBy(
  { changes }: ApplyRequest,
  latest: ReadonlyMap<string, RevisionRow>,
): readonly AppliedBrokenReference[] {
  const changed = new Set(changes.map(({ address }) => address));
  const kept = [...latest.values()].filter(({ address }) => !changed.has(address)).map(read);
  return brokenReferences([...kept, ...changes]).map((one) => {
    // The end of the reference that this plan does not touch is what somebody else changed.
    const missing = /^(segment|template)\./.test(one.missing) ? one.missing : 'workspace';
    const row = latest.get(changed.has(missing) ? one.address : missing);
    return { ...one, ...(row ? { changed: row.address, by: row.applied_by, at: row.applied_at } : {}) };
  });
}

function write(db: Db, request: ApplyRequest): ApplyOutcome {
  const insert = db.prepare(
    'insert into crm_revisions (address, revision, action, digest, content, file, commit_id, applied_at, applied_by, fingerprint) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const point = db.prepare(
    'insert into crm_definitions (address, revision) values (?, ?) on conflict (address) do update set revision = excluded.revision',
  );
  const revisions = new Map<string, number>();
  for (const change of request.changes) {
    const revision = change.baseRevision + 1;
    const content = change.content === undefined ? null : JSON.stringify(change.content);
    insert.run(
      change.address,
      revision,
      change.action,
      change.digest ?? null,
      content,
      change.file,
      request.commit ?? null,
      request.appliedAt,
      request.appliedBy,
      request.fingerprint,
    );
    point.run(change.address, revision);
    revisions.set(change.address, revision);
  }
  writePopulations(db, request);
  writeForecasts(db, request);
  db.prepare(
    'insert into crm_applies (fingerprint, applied_at, applied_by, commit_id, changes) values (?, ?, ?, ?, ?)',
  ).run(request.fingerprint, request.appliedAt, request.appliedBy, request.commit ?? null, request.changes.length);
  db.prepare("update crm_meta set value = value + 1 where key = 'generation'").run();
  return { kind: 'applied', revisions };
}

function appliedOnce(db: Db, fingerprint: string): { at: string; by: string } | undefined {
  const row = db
    .prepare<[string], { applied_at: string; applied_by: string }>(
      'select applied_at, applied_by from crm_applies where fingerprint = ?',
    )
    .get(fingerprint);
  return row && { at: row.applied_at, by: row.applied_by };
}
