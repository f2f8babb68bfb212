/**
 * Why a run that is not done was stopped, and when; how many of its audience are outside the rollout, who have no row; how large an audience was
 * let through, by its size or by its name.
 */
export const howRunsStand = `
alter table crm_runs add column not_yet integer not null default 0;
alter table crm_runs add column confirmed_people integer not null default 0;
alter table crm_runs add column stop_kind text;
alter table crm_runs add column stop_reason text;
alter table crm_runs add column stopped_at text;
`;
