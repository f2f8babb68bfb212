import { describe, expect, it } from 'vitest';
import { sendDue } from '../../src/app/send-due.ts';
import { sendText } from '../../src/cli/views/send-text.ts';
import { useWorkshop, type Workshop } from './workshop.ts';

const workshop = useWorkshop();
const options = { campaigns: [], confirmed: [], lockTimeoutMs: 5000 };
/** The morning of the run; it is noon now. */
const asOf = new Date('2026-11-06T10:05:00Z');

/** Consent in a table: some withdrew long ago, p031 and p033 after the run was due, p035 will. p041 and p042 share an address, p042 withdrew late. */
async function applied({ late = true, purpose = 'advertising' } = {}): Promise<Workshop> {
  const shop = workshop();
  shop.edit(
    'crm.yaml',
    '{ columns: { email: consent } }',
    '{ table: consents, person: person, medium: medium, granted_at: granted, revoked_at: revoked }',
  );
  shop.edit('campaigns/hello.yaml', /purpose: .*/, `purpose: ${purpose} # why`);
  shop.edit('campaigns/hello.yaml', 'messages:', 'experiment: { salt: one, holdout: 10 }\nmessages:');
  shop.inStore(`create table consents (person text, medium text, granted text, revoked text);
    insert into consents select id, 'email', '2026-01-01T00:00:00Z', null from people;
    update consents set revoked = '2026-06-01T00:00:00Z' where person in ('p021', 'p023');
    update consents set revoked = '2026-11-06T11:00:00Z' where person in ('p031', 'p033', 'p042');
    update consents set revoked = '2026-11-06T13:00:00Z' where person = 'p036';
    update people set email = 'both@people.example' where id in ('p041', 'p042')`);
  if (!late) shop.inStore("update consents set revoked = null where revoked like '%T11:%'");
  await shop.planAndApply({ asOf });
  return shop;
}

describe('a dry run as of a moment that has passed', () => {
  it('leaves out who has withdrawn since, as the send does, and says how many', async () => {
    const shop = await applied();
    const report = await sendDue(shop.context({ asOf }), { ...options, dryRun: true });
    const [dry] = report.runs;
    const [sent] = (await sendDue(shop.context({ asOf }), { ...options, dryRun: false })).runs;
    expect(dry?.withdrawn_since).toBe(3);
    expect(sent).toMatchObject({
      audience: dry?.audience,
      sent: dry?.queued,
      held_out: dry?.held_out,
      skipped: dry?.skipped,
      variants: dry?.variants,
    });
    expect(dry?.skipped.no_consent).toBe(4);
    const text = sendText(report, { color: false, width: 80, asOf });
    expect(text).toContain('As of 2026-11-06 10:05 UTC; 3 messages fewer, as people have withdrawn since.');
  });

  it('says that withdrawals count all the same when there were none', async () => {
    const shop = await applied({ late: false });
    const report = await sendDue(shop.context({ asOf }), { ...options, dryRun: true });
    expect(report.runs[0]?.withdrawn_since).toBe(0);
    expect(sendText(report, { color: false, width: 80, asOf })).toContain(
      'As of 2026-11-06 10:05 UTC; a withdrawal after that counts all the same.',
    );
  });

  it('says nothing of it on the clock of now', async () => {
    const shop = await applied();
    const report = await sendDue(shop.context({ wall: new Date('2026-11-06T10:05:00Z') }), {
      ...options,
      dryRun: true,
    });
    expect(report.runs[0]?.withdrawn_since).toBeUndefined();
    expect(sendText(report, { color: false, width: 80 })).not.toContain('As of');
  });

  it('says nothing of it for messages that need no consent', async () => {
    const shop = await applied({ purpose: 'service' });
    const report = await sendDue(shop.context({ asOf }), { ...options, dryRun: true });
    expect(report.runs[0]?.withdrawn_since).toBeUndefined();
    expect(sendText(report, { color: false, width: 80, asOf })).not.toContain('As of');
  });

  it('knows of a run that goes on who has withdrawn since it began', async () => {
    const shop = await applied();
    shop.inStore(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) insert into people select 'q' || i, 'q' || i || '@people.example', 1, 50, 1, 'Oslo', 'Q' from n; insert into consents select id, 'email', '2026-01-01T00:00:00Z', iif(id like 'q%7', '2026-11-06T11:00:00Z', null) from people where id like 'q%'",
    );
    const stop = new AbortController();
    const early = shop.context({ wall: asOf });
    await sendDue({ ...early, stop: stop.signal, progress: () => stop.abort() }, { ...options, dryRun: false });
    const dry = (await sendDue(shop.context(), { ...options, dryRun: true })).runs[0];
    // 91 of the first page, and 909 of the others, were written down before; every tenth of the rest has withdrawn.
    expect(dry?.skipped.no_consent).toBeGreaterThanOrEqual(100);
  });
});
