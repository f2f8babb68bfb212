/** Why a run that is not done was stopped, and when: status says so, whichever process it was. */
export const howRunsStand = `
alter table crm_runs add column stop_kind text;
alter table crm_runs add column stop_reason text;
alter table crm_runs add column stopped_at text;
`;
