import { afterAll, beforeAll, expect, it } from 'vitest';
import { tinyWorkspace } from '../support/tiny-workspace.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

interface Sent {
  readonly runs: readonly { readonly sent: number; readonly skipped: Readonly<Record<string, number>> }[];
}

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.close());

const friday = ['--as-of', '2026-11-06T10:05:00Z'];

it('a withdrawal by one person closes a shared address for all, in the plan, the dry run and the send', async () => {
  const tiny = tinyWorkspace(() => mail.url);
  tiny.add([
    { id: 'a', email: 'family@people.example', revoked: '2026-10-01T00:00:00Z' },
    { id: 'b', email: ' Family@people.example' },
    { id: 'c', email: 'alone@people.example' },
    { id: 'd', email: 'pair@people.example' },
    { id: 'e', email: 'pair@people.example' },
  ]);
  const plan = await tiny.json<{ changes: { address: string; audience: { skipped: object } | null }[] }>([
    'plan',
    ...friday,
  ]);
  const expected = { no_consent: 1, address_withdrawn: 1, shared_address: 1 };
  expect(plan.changes.find(({ address }) => address === 'campaign.hello')?.audience?.skipped).toEqual(expected);
  await tiny.json(['apply', '--auto-approve', ...friday]);
  const dry = await tiny.json<Sent>(['send', '--dry-run', ...friday]);
  expect(dry.runs[0]?.skipped).toEqual(expected);
  const before = mail.journal.length;
  const { runs } = await tiny.json<Sent>(['send', ...friday]);
  expect(runs).toMatchObject([{ sent: 2, skipped: expected }]);
  expect(
    mail.journal
      .slice(before)
      .map(({ to }) => to)
      .sort(),
  ).toEqual(['alone@people.example', 'pair@people.example']);
});

it('an address gets a one-time message once, also through another person in a later run', async () => {
  const tiny = tinyWorkspace(() => mail.url);
  tiny.edit('campaigns/hello.yaml', '{ at: 2026-11-06T10:00 }', '{ schedule: { cron: "0 10 * * *" } }');
  tiny.add([{ id: 'z', email: 'once@people.example' }]);
  await tiny.json(['apply', '--auto-approve', ...friday]);
  expect((await tiny.json<Sent>(['send', ...friday])).runs).toMatchObject([{ sent: 1 }]);
  // Sorted before the one who got it.
  tiny.add([
    { id: 'a', email: 'ONCE@people.example' },
    { id: 'b', email: 'new@people.example' },
  ]);
  const saturday = ['--as-of', '2026-11-07T10:05:00Z'];
  const dry = await tiny.json<Sent>(['send', '--dry-run', ...saturday]);
  expect(dry.runs[0]?.skipped).toEqual({ already_reached: 2 });
  const { runs } = await tiny.json<Sent>(['send', ...saturday]);
  expect(runs).toMatchObject([{ sent: 1, skipped: { already_reached: 2 } }]);
  expect(mail.journal.filter(({ to }) => to.toLowerCase() === 'once@people.example')).toHaveLength(1);
});
