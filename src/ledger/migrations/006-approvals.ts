/** Who approved which plan, by its meaning. */
export const approvals = `
create table crm_approvals (
  fingerprint text not null,
  approved_by text not null,
  approved_at text not null,
  expires_at text not null,
  reason text,
  primary key (fingerprint, approved_by)
) without rowid;
`;
