/**
 * Outcomes and pulls belong to an experiment: a person who is drawn again under a new salt has another window there.
 * What was pulled before is not carried over, since nobody wrote down for which salt; the next `crm pull` reads it again.
 */
export const resultsByExperiment = `
drop table crm_outcomes;
create table crm_outcomes (
  campaign text not null,
  salt text not null,
  metric text not null,
  person text not null,
  count integer not null,
  sum real not null,
  first_at text,
  primary key (campaign, salt, metric, person)
) without rowid;

drop table crm_pulls;
create table crm_pulls (
  campaign text not null,
  salt text not null,
  until text not null,
  measure text not null,
  primary key (campaign, salt)
) without rowid;
`;
