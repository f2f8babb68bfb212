/** What limits of messages count by: the tags of the campaign as it was when a message was sent. And until when a message waits for its turn. */
export const limits = `
alter table crm_deliveries add column tags text;
alter table crm_deliveries add column held_until text;
update crm_deliveries set tags =
  (select json_extract(v.content, '$.tags') from crm_runs r
   join crm_revisions v on v.address = 'campaign.' || r.campaign and v.revision = r.revision where r.id = crm_deliveries.run)
  where status in ('sending', 'sent', 'unknown');
`;
