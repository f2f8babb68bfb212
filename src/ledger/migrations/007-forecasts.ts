/** How many messages a run of a campaign was planned to have when it was last applied: what was sent is compared with it. */
export const forecasts = `
create table crm_forecasts (
  address text primary key,
  messages integer not null,
  planned_at text not null
) without rowid;
`;
