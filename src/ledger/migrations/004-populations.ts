/** How many people a segment with guards had when something was last applied: a later plan and a send compare with it. */
export const populations = `
create table crm_populations (
  address text primary key,
  people integer not null,
  counted_at text not null
) without rowid;
`;
