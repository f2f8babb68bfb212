import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Side {
  readonly people: number;
  readonly messages: number;
  readonly p50: number;
  readonly max: number;
  readonly over: number;
}
interface Load {
  readonly before: Side;
  readonly after: Side;
  readonly dropped: number;
}
interface Planned {
  readonly load: Load | null;
  readonly changes: readonly {
    readonly address: string;
    readonly load?: Load;
    readonly audience?: { readonly overlap?: readonly { readonly with: string; readonly people: number }[] };
    readonly volume?: { readonly messages: number };
    readonly variables?: readonly object[];
  }[];
}

interface Simulated {
  readonly back?: (Simulated & { readonly days_back: number }) | null;
  readonly load: object;
  readonly histogram: readonly object[];
  readonly campaigns: readonly { readonly address: string; readonly messages: number }[];
  readonly days: readonly { readonly day: string; readonly messages: number }[];
  readonly collisions: readonly { readonly campaigns: readonly [string, string]; readonly people: number }[];
}

const at = (instant: string) => ['--as-of', `${instant}:00Z`];
const begin = '2026-11-01T09:00';

const campaign = (segment: string, trigger: string, more = ''): string => `title: A campaign
owner: qa@tiny.example
stage: retention
purpose: advertising
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: A test. }
audience: { segment: ${segment} }
trigger: ${trigger}
${more}messages:
  - { id: hello, channel: email, template: hello }
`;

/** What the ledger says, row by row. */
function asked(tiny: TinyWorkspace, sql: string): unknown[][] {
  const db = new Database(join(tiny.dir, '.crm/ledger.db'), { readonly: true });
  const rows = db.prepare(sql).raw().all() as unknown[][];
  db.close();
  return rows;
}

/** Who got how many messages, by the ledger. */
function sent(tiny: TinyWorkspace): number[] {
  const db = new Database(join(tiny.dir, '.crm/ledger.db'), { readonly: true });
  const counts = db.prepare("select count(*) from crm_deliveries where status = 'sent' group by person").pluck().all();
  db.close();
  return (counts as number[]).sort((a, b) => a - b);
}

function workspace(): TinyWorkspace {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.edit('crm.yaml', 'provider: smtp, url: "${env:SMTP_URL}"', 'provider: file');
  tiny.edit('crm.yaml', ', connections: 5', '');
  tiny.add(
    Array.from({ length: 60 }, (_, i) => ({
      id: `p${i}`,
      // One in six has no address that anything can be sent to, one in ten has taken the consent back.
      email: i % 6 === 0 ? '' : `p${i}@people.example`,
      tier: i % 3 === 0 ? 'gold' : 'basic',
      ...(i % 10 === 1 ? { revoked: '2026-02-01T00:00:00Z' } : {}),
    })),
  );
  return tiny;
}
const write = (tiny: TinyWorkspace, name: string, text: string) =>
  writeFileSync(join(tiny.dir, 'campaigns', name), text);

it('the messages of the coming days are those that are sent in them, limits, holdouts and rollouts included', async () => {
  const tiny = workspace();
  const config = join(tiny.dir, 'crm.yaml');
  writeFileSync(
    config,
    `${readFileSync(config, 'utf8')}limits: [{ max: 3, within: 4d }]\nholdout: { percent: 10, salt: "2026h2" }\n`,
  );
  const drop = 'delivery: { when_capped: drop }\n';
  write(
    tiny,
    'hello.yaml',
    campaign('all', '{ at: 2026-11-03T10:00 }', `experiment: { salt: one, holdout: 30 }\n${drop}`),
  );
  write(tiny, 'daily.yaml', campaign('gold', '{ schedule: { cron: "0 12 * * *" }, again: every }', drop));
  write(
    tiny,
    'weekly.yaml',
    campaign('all', '{ schedule: { cron: "0 8 * * 1" } }', `rollout: { percent: 50 }\n${drop}`),
  );
  const { load, changes } = await tiny.json<Planned>(['plan', '--refresh', 'full', ...at(begin)]);
  if (!load) throw new Error('no load');
  expect(load.before).toEqual({ people: 0, messages: 0, p50: 0, p95: 0, max: 0, over: 0 });
  for (const { address, load: own, volume } of changes)
    if (address === 'campaign.hello') {
      // Everybody who gets it is counted, with what else they get.
      expect(own?.after.people).toBe(volume?.messages);
      expect(own?.after.messages).toBeGreaterThan(volume?.messages ?? 0);
    }
  const overlap = (name: string) =>
    changes.find(({ address }) => address === `campaign.${name}`)?.audience?.overlap ?? [];
  expect(overlap('daily').find((one) => one.with === 'campaign.hello')).toEqual({
    with: 'campaign.hello',
    people: overlap('hello').find((one) => one.with === 'campaign.daily')?.people,
  });

  const simulated = await tiny.json<Simulated>(['simulate', '--days', '7', ...at(begin)]);
  expect(simulated.load).toEqual({ ...load.after, dropped: load.dropped });

  await tiny.json(['apply', '--auto-approve', ...at(begin)]);
  const slots = ['02T08:00', '03T10:00', ...[1, 2, 3, 4, 5, 6, 7].map((day) => `0${day}T12:00`)].sort();
  for (const slot of slots) await tiny.json(['send', ...at(`2026-11-${slot}`)]);
  const counts = sent(tiny);
  expect({
    people: counts.length,
    messages: counts.reduce((sum, n) => sum + n, 0),
    p50: counts[Math.ceil(counts.length / 2) - 1],
    max: counts.at(-1),
  }).toEqual({ people: load.after.people, messages: load.after.messages, p50: load.after.p50, max: load.after.max });
  expect(load.dropped).toBeGreaterThan(0);
  const histogram = new Map<number, number>();
  for (const n of counts) histogram.set(n, (histogram.get(n) ?? 0) + 1);
  expect(simulated.histogram).toEqual(
    [...histogram].map(([messages, people]) => ({ messages, people })).sort((a, b) => a.messages - b.messages),
  );
  // What each campaign and each day had, and who met whom, by the ledger.
  expect(simulated.campaigns.map(({ address, messages }) => [address, messages])).toEqual(
    asked(
      tiny,
      "select 'campaign.' || campaign, count(*) from crm_deliveries where status = 'sent' group by 1 order by 1",
    ),
  );
  const day = "substr(run, instr(run, '@') + 1, 10)";
  expect(simulated.days.map((one) => [one.day, one.messages])).toEqual(
    asked(tiny, `select ${day}, count(*) from crm_deliveries where status = 'sent' group by 1 order by 1`),
  );
  const met = asked(
    tiny,
    `with d as (select person, campaign, ${day} as day from crm_deliveries where status = 'sent')
     select a.campaign, b.campaign, count(distinct a.person) from d a join d b on b.person = a.person and b.day = a.day and b.campaign > a.campaign group by 1, 2 order by 1, 2`,
  );
  expect(simulated.collisions.map(({ campaigns: [a, b], people }) => [a.slice(9), b.slice(9), people]).sort()).toEqual(
    met,
  );
  expect(met.length).toBeGreaterThan(0);
  // What was sent, replayed: under the same limits it is the same, under others it is less.
  const back = async () =>
    (await tiny.json<Simulated>(['simulate', '--days', '1', '--back', '8', ...at('2026-11-08T09:00')])).back;
  const same = await back();
  expect(same).toMatchObject({ days_back: 8, load: { ...simulated.load, over: 0, dropped: 0 } });
  expect([same?.histogram, same?.days, same?.collisions]).toEqual([
    simulated.histogram,
    simulated.days,
    simulated.collisions,
  ]);
  tiny.edit('crm.yaml', 'limits: [{ max: 3, within: 4d }]', 'limits: [{ max: 1, within: 7d }]');
  const one = await back();
  expect(one?.histogram).toEqual([{ messages: 1, people: counts.length }]);
  expect(one?.load).toMatchObject({ messages: counts.length, dropped: load.after.messages - counts.length });
  expect(one?.collisions).toEqual([]);
  const shown = await tiny.crm('simulate', '--days', '1', '--back', '8', ...at('2026-11-08T09:00'));
  expect(shown.stdout).toContain('What was sent in the 8 days before, under the limits of the files');
  tiny.edit('crm.yaml', 'limits: [{ max: 1, within: 7d }]', 'limits: [{ max: 3, within: 4d }]');
  // A week later everybody has had hello and weekly: only the daily one goes on.
  const next = await tiny.json<Planned>(['plan', '--refresh', 'full', ...at('2026-11-08T09:00')]);
  expect(next.load?.after.people).toBe(counts.filter((n) => n > 2).length);
}, 120_000);

it('a simulation says in words what goes out, and that nothing does', async () => {
  const tiny = workspace();
  const none = await tiny.crm('simulate', '--days', '3', ...at(begin));
  expect([none.code, none.stdout]).toEqual([0, expect.stringContaining('Nothing goes out in the next 3 days.')]);
  write(tiny, 'daily.yaml', campaign('gold', '{ schedule: { cron: "0 12 * * *" }, again: every }'));
  const { stdout } = await tiny.crm('simulate', '--days', '7', ...at(begin));
  expect(stdout).toMatch(/\n {2}daily +7 +\d+ +\d+ +0\n/);
  expect(stdout).toContain('crm.yaml sets no limits.');
  expect(stdout).toMatch(/Messages a person gets\n +1 {2}█+ \d+ /);
  expect(stdout).toMatch(/On the same day to the same people\n +people {2}campaigns\n +\d+ {2}daily and hello/);
  tiny.edit('campaigns/daily.yaml', '0 12 * * *', '* * * * *');
  const often = await tiny.crm('simulate', '--days', '8', ...at(begin));
  expect([often.code, often.stderr]).toEqual([4, expect.stringContaining('is sent more than 10,081 times')]);
  expect((await tiny.crm('plan', '--refresh', 'full', ...at(begin))).code).toBe(0);
  for (const days of ['0', '91', 'x']) expect((await tiny.crm('simulate', '--days', days)).code).toBe(4);
}, 60_000);

it('a plan says what a campaign adds for its people, with whom it shares them, and what its copy lacks', async () => {
  const tiny = workspace();
  await tiny.json(['apply', '--auto-approve', ...at(begin)]);
  tiny.edit(
    'templates/hello.yaml',
    'locales:',
    'variables:\n  tier: { from: person.tier }\n  joined: { from: person.joined, fallback: "-" }\nlocales:',
  );
  tiny.edit('templates/hello.yaml', '      Hello.', '      Hello {{tier}} {{joined}}.');
  const db = new Database(join(tiny.dir, 'store.db'));
  db.exec("update people set tier = null where id in ('p3', 'p9')");
  db.close();
  write(tiny, 'gold.yaml', campaign('gold', '{ at: 2026-11-05T10:00 }'));
  const text = await tiny.crm('plan', '--refresh', 'full', '--output', 'markdown=p.md', ...at(begin));
  expect(text.code).toBe(0);
  const flat = text.stdout.replace(/\s+/g, ' ');
  expect(flat).toMatch(
    /load 7 days: 1 -> 2 messages a person, 95% at most 1 -> 2, all at most 1 -> 2 shared \d+ with campaign\.hello/,
  );
  expect(flat).toMatch(/≈ affected campaign\.hello .* missing tier for 2 \(3\.3%, left out\)/);
  expect(flat).toMatch(/Load of 7 days: 1 message a person, 95% at most 1 -> 2, all at most 1 -> 2\./);
  const markdown = readFileSync(join(tiny.dir, 'p.md'), 'utf8');
  expect(markdown).toContain('**Load**: 7 days: 1 message a person, 95% at most 1 → 2, all at most 1 → 2.');
  expect(markdown).toContain('- **shared** 6 with campaign.hello');
  const counts = await tiny.json<Planned>(['plan', ...at(begin)]);
  expect([counts.load, counts.changes.some(({ load }) => load !== undefined)]).toEqual([null, false]);
}, 60_000);
