import type { Approval } from '../model/approval.ts';
import type { ApprovalsLedger } from '../model/definitions-ledger.ts';
import type { Db } from './open-sqlite.ts';

interface Row {
  fingerprint: string;
  approved_by: string;
  approved_at: string;
  expires_at: string;
  reason: string | null;
}

const read = (row: Row): Approval => ({
  fingerprint: row.fingerprint,
  by: row.approved_by,
  at: row.approved_at,
  expiresAt: row.expires_at,
  reason: row.reason,
});

/** Approvals of plans: one a person and fingerprint, the latest counts. */
export function approvalsLedger(db: Db): ApprovalsLedger {
  const all = db.prepare<[string], Row>(
    'select * from crm_approvals where fingerprint = ? order by approved_at, approved_by',
  );
  const put = db.prepare(
    `insert into crm_approvals (fingerprint, approved_by, approved_at, expires_at, reason) values (?, ?, ?, ?, ?)
     on conflict (fingerprint, approved_by) do update set approved_at = excluded.approved_at, expires_at = excluded.expires_at, reason = excluded.reason`,
  );
  return {
    approvals: async (fingerprint) => all.all(fingerprint).map(read),
    approve: async ({ fingerprint, by, at, expiresAt, reason }) => {
      put.run(fingerprint, by, at, expiresAt, reason);
    },
  };
}
