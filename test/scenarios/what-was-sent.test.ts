import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from '../channels/email/fault-server.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const saturday = ['--as-of', '2026-11-07T10:05:00Z'];
const monday = ['--as-of', '2026-11-09T10:05:00Z'];

interface Counted {
  readonly segments: readonly { readonly id: string; readonly count: number }[];
  readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
}

async function workspace(segments: Readonly<Record<string, string>>): Promise<TinyWorkspace> {
  const server = await startFaultServer();
  servers.push(server);
  const tiny = tinyWorkspace(() => `smtp://127.0.0.1:${server.port}`);
  const some = (n: number, tier: string) =>
    Array.from({ length: n }, (_, i) => ({ id: `${tier}${i}`, email: `${tier}${i}@people.example`, tier }));
  tiny.add([...some(20, 'gold'), ...some(10, 'basic')]);
  tiny.edit('campaigns/hello.yaml', 'segment: all', 'segment: gold');
  for (const [id, where] of Object.entries(segments)) segment(tiny, id, where);
  return tiny;
}

const segment = (tiny: TinyWorkspace, id: string, where: string): void =>
  writeFileSync(join(tiny.dir, `segments/${id}.yaml`), `title: ${id}\nwhere: ${where}\n`);

const counts = async (tiny: TinyWorkspace, ids: readonly string[], when: readonly string[]): Promise<number[]> =>
  (await tiny.json<Counted>(['segment', 'count', ...ids, ...when])).segments.map(({ count }) => count);

const store = (tiny: TinyWorkspace, sql: string): void => {
  const db = new Database(join(tiny.dir, 'store.db'));
  db.exec(sql);
  db.close();
};

describe('segments of what was sent', () => {
  const asked = { greeted: '{ message: hello }', silent: '{ message: any, never: true, within: 30d }' };
  const ids = Object.keys(asked);

  it('before anything was applied nobody was contacted, and asking makes no ledger', async () => {
    const tiny = await workspace(asked);
    expect(await counts(tiny, ids, friday)).toEqual([0, 30]);
    expect(existsSync(join(tiny.dir, '.crm/ledger.db'))).toBe(false);
  });

  it('the next campaign reaches those who got the first one, and only what happened before its clock counts', async () => {
    const tiny = await workspace(asked);
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await tiny.json(['send', ...friday]);
    expect(await counts(tiny, ids, monday)).toEqual([20, 10]);
    expect(await counts(tiny, ids, friday.with(1, '2026-11-06T10:00:00Z'))).toEqual([0, 30]);
    writeFileSync(
      join(tiny.dir, 'campaigns/again.yaml'),
      `title: Again
owner: qa@tiny.example
stage: retention
purpose: advertising
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: A test. }
audience: { segment: greeted }
trigger: { at: 2026-11-09T10:00 }
messages:
  - { id: again, channel: email, template: hello, expires: 12h }
`,
    );
    interface Audience {
      readonly changes: readonly { readonly address: string; readonly audience?: { readonly after: number } }[];
    }
    const plan = await tiny.json<Audience>(['plan', ...monday]);
    expect(plan.changes.find(({ address }) => address === 'campaign.again')?.audience?.after).toBe(20);
    await tiny.json(['apply', '--auto-approve', ...monday]);
    const dry = await tiny.json(['send', 'again', '--dry-run', ...monday]);
    expect(dry).toMatchObject({ runs: [{ audience: 20, queued: 20 }] });
    expect(await tiny.json(['send', 'again', ...monday])).toMatchObject({ runs: [{ audience: 20, sent: 20 }] });
    expect(servers[0]?.journal.length).toBe(40);
  });

  it('a campaign that no file has is a warning, and an error in a plan unless it was applied once', async () => {
    const tiny = await workspace({ greeted: '{ message: helo }' });
    const { diagnostics } = await tiny.json<Counted>(['validate']);
    expect(diagnostics).toMatchObject([
      { code: 'SEGMENT.UNKNOWN_CAMPAIGN', severity: 'warning', suggestions: ['hello'] },
    ]);
    const refused = await tiny.json<Counted>(['plan', ...friday], 3);
    expect(refused.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'SEGMENT.UNKNOWN_CAMPAIGN', severity: 'error' }),
    );
    segment(tiny, 'greeted', '{ message: hello }');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await tiny.json(['send', ...friday]);
    rmSync(join(tiny.dir, 'campaigns/hello.yaml'));
    await tiny.json(['apply', '--auto-approve', ...monday]);
    const plan = await tiny.json<Counted>(['plan', ...monday]);
    expect(plan.diagnostics.filter(({ code }) => code.startsWith('SEGMENT.'))).toEqual([]);
    expect(await counts(tiny, ['greeted'], monday)).toEqual([20]);
  });
});

describe('segments with a history', () => {
  const asked = {
    newly: '{ entered: { segment: gold, within: 7d } }',
    loyal: '{ member_for: { segment: gold, at_least: 2d } }',
  };
  const ids = Object.keys(asked);

  it('who is there when the recording begins did not come; who comes later did; who leaves is gone', async () => {
    const tiny = await workspace(asked);
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await tiny.json(['send', ...friday]);
    store(
      tiny,
      "update people set tier = 'gold' where id in ('basic1', 'basic2'); delete from people where id = 'gold7'",
    );
    store(tiny, "update people set tier = 'basic' where id in ('gold1', 'gold2', 'gold3')");
    await tiny.json(['pull', ...saturday]);
    // At least two days: to the second.
    expect(await counts(tiny, ids, monday)).toEqual([2, 18]);
    expect(await counts(tiny, ids, ['--as-of', '2026-11-09T10:04:59Z'])).toEqual([2, 16]);
    expect(await counts(tiny, ids, ['--as-of', '2026-11-08T10:04:59Z'])).toEqual([2, 0]);
    await tiny.json(['pull', ...monday]);
    expect(await counts(tiny, ids, ['--as-of', '2026-11-09T10:05:01Z'])).toEqual([2, 18]);
  });

  it('another query is another segment: nobody comes in by an edit', async () => {
    const tiny = await workspace(asked);
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await tiny.json(['pull', ...friday]);
    tiny.edit('segments/gold.yaml', 'is: gold', 'in: [gold, basic]');
    await tiny.json(['apply', '--auto-approve', ...saturday]);
    await tiny.json(['pull', ...saturday]);
    expect(await counts(tiny, ids, monday)).toEqual([0, 30]);
  });

  it('an earlier clock writes nothing over what is known', async () => {
    const tiny = await workspace(asked);
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await tiny.json(['pull', ...monday]);
    store(tiny, "update people set tier = 'gold'");
    await tiny.json(['pull', ...saturday]);
    expect(await counts(tiny, ['newly'], ['--as-of', '2026-11-10T00:00:00Z'])).toEqual([0]);
  });
});
