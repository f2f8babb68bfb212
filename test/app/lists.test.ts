import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullResults } from '../../src/app/pull-results.ts';
import { countSegments } from '../../src/app/segments.ts';
import { sendDue } from '../../src/app/send-due.ts';
import { validateWorkspace } from '../../src/app/validate-workspace.ts';
import { changeOf, useWorkshop, type Workshop } from './workshop.ts';

const open = useWorkshop();
const due = new Date('2026-11-06T10:00:00Z');
const list = (from: number, to: number): string =>
  `user_id\n${Array.from({ length: to - from + 1 }, (_, i) => `p${String(from + i).padStart(3, '0')}`).join('\n')}\n`;

/** The campaign's audience is whoever stands in a list. */
function withList(text = list(1, 30)): Workshop {
  const shop = open();
  shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: lists/chosen.csv, column: user_id }\n');
  shop.write('lists/chosen.csv', text);
  return shop;
}

const send = (shop: Workshop, options: { dryRun?: boolean } = {}) =>
  sendDue(shop.context({ asOf: due }), {
    campaigns: [],
    dryRun: false,
    confirmed: [],
    lockTimeoutMs: 1000,
    ...options,
  });

const said = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    const { exitName, diagnostics } = error as { exitName: string; diagnostics: { code: string; summary: string }[] };
    return [exitName, ...diagnostics.map(({ code, summary }) => `${code} ${summary}`)];
  }
  throw new Error('it went well');
};

describe('a segment that is a list', () => {
  it('is counted, planned with its hash, and not with its ids', async () => {
    const shop = withList();
    expect((await countSegments(shop.context(), ['some'])).segments).toMatchObject([{ count: 30 }]);
    const plan = await shop.plan();
    expect(changeOf(plan, 'segment.some')).toMatchObject({
      audience: { before: 0, after: 30 },
      after: { lists: { 'lists/chosen.csv:user_id': { ids: 30, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } } },
      lists: [{ file: 'lists/chosen.csv', column: 'user_id', before: null, after: 30, added: 30, removed: 0 }],
    });
    expect(JSON.stringify(plan)).not.toContain('p001');
  });

  it('applies nothing when no copy of it can be kept', async () => {
    const shop = withList();
    const plan = await shop.plan();
    // In place of the folder, so that it cannot be made, whoever runs the test.
    writeFileSync(join(shop.context().root, '.crm', 'lists'), '');
    expect(await said(shop.apply(plan))).toEqual([
      'backend',
      expect.stringMatching(/^LIST\.CANNOT_KEEP a copy of a list/),
    ]);
    expect(changeOf(await shop.plan(), 'segment.some').action).toBe('create');
  });

  it('counts ids that nobody has, and names none of them', async () => {
    const shop = withList(`${list(1, 10)}gone-1\ngone-2\n`);
    const warning = { code: 'LIST.UNKNOWN_IDS', severity: 'warning', place: { file: 'segments/some.yaml', line: 2 } };
    const [found] = (await countSegments(shop.context(), ['rich'])).diagnostics;
    expect(found).toMatchObject({ ...warning, summary: "lists/chosen.csv: 2 of 12 ids are nobody's" });
    const { diagnostics } = await validateWorkspace(shop.context(), { store: true });
    expect(diagnostics.filter(({ code }) => code.startsWith('LIST.'))).toMatchObject([warning]);
    const plan = await shop.plan();
    expect(plan.diagnostics.filter(({ code }) => code.startsWith('LIST.'))).toMatchObject([warning]);
    expect(JSON.stringify(plan)).not.toContain('gone-1');
    expect((await countSegments(withList().context(), ['rich'])).diagnostics).toEqual([]);
  });

  it('changes when its file changes: people, ids, and the campaign that uses it', async () => {
    const shop = withList();
    await shop.planAndApply();
    expect((await shop.plan()).changes).toEqual([]);
    shop.write('lists/chosen.csv', list(11, 50));
    const plan = await shop.plan();
    expect(plan.changes.map(({ address, categories, effect, line }) => [address, categories, effect, line])).toEqual([
      ['segment.some', ['targeting'], 'audience', 2],
    ]);
    expect(changeOf(plan, 'segment.some')).toMatchObject({
      audience: { before: 30, after: 40, enter: 20, leave: 10, stay: 20 },
      lists: [{ before: 30, after: 40, added: 20, removed: 10 }],
    });
    expect(plan.affected).toMatchObject([{ address: 'campaign.hello', audience: { before: 30, after: 40 } }]);
  });

  it('says that nobody knows who was in it before, when the old file is nowhere', async () => {
    const shop = withList();
    await shop.planAndApply();
    rmSync(join(shop.context().root, '.crm/lists'), { recursive: true });
    shop.write('lists/chosen.csv', list(11, 50));
    const plan = await shop.plan();
    const unknown = { before: null, after: 40, enter: null, leave: null, stay: null };
    expect(changeOf(plan, 'segment.some')).toMatchObject({
      audience: unknown,
      lists: [{ before: 30, after: 40, added: null, removed: null }],
    });
    expect(plan.affected).toMatchObject([{ address: 'campaign.hello', audience: unknown }]);
    await shop.apply(plan);
    expect((await shop.plan()).changes).toEqual([]);
  });

  it('is compared with what git has of it, where nothing else is left', async () => {
    const shop = withList();
    const { root } = shop.context();
    const git = (...args: string[]) => {
      const who = ['-c', 'user.name=Mina', '-c', 'user.email=mina@shop.example'];
      expect(spawnSync('git', ['-C', root, ...who, ...args], { encoding: 'utf8' })).toMatchObject({ status: 0 });
    };
    git('init', '-q');
    git('add', 'lists');
    git('commit', '-qm', 'The list');
    await shop.planAndApply();
    rmSync(join(root, '.crm/lists'), { recursive: true });
    shop.write('lists/chosen.csv', list(11, 50));
    git('commit', '-qam', 'Another list');
    const known = { audience: { before: 30, after: 40, enter: 20, leave: 10 }, lists: [{ added: 20, removed: 10 }] };
    expect(changeOf(await shop.plan(), 'segment.some')).toMatchObject(known);
    shop.remove('lists/chosen.csv');
    shop.write('segments/some.yaml', 'title: Nobody\nwhere: { attribute: points, at_least: 1000 }\n');
    expect(changeOf(await shop.plan(), 'segment.some')).toMatchObject({
      audience: { before: 30, after: 0, leave: 30 },
      lists: [{ before: 30, after: null, added: 0, removed: 30 }],
    });
  });

  it('is kept as it was applied, for its owner alone, and only as long as it is applied', async () => {
    const shop = withList();
    await shop.planAndApply();
    const top = join(shop.context().root, '.crm/lists');
    const folder = join(top, readdirSync(top).find((name) => name.startsWith('env_')) ?? '');
    const [first = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, first), 'utf8')).toBe(list(1, 30));
    expect(statSync(join(folder, first)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(top, '.gitignore'), 'utf8')).toBe('*\n');
    shop.write('lists/chosen.csv', list(1, 31));
    await shop.planAndApply();
    expect(existsSync(join(folder, first))).toBe(false);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is sent to as it was applied, or not at all', async () => {
    const shop = withList();
    await shop.planAndApply({ asOf: due });
    expect(await send(shop, { dryRun: true })).toMatchObject({ runs: [{ audience: 30 }] });
    shop.write('lists/chosen.csv', list(1, 100));
    const changed = ['stale', 'SEND.LIST_NOT_APPLIED lists/chosen.csv is not what was applied; hello needs it'];
    expect(await said(send(shop, { dryRun: true }))).toEqual(changed);
    expect(await said(send(shop))).toEqual(changed);
    shop.remove('lists/chosen.csv');
    const gone = ['stale', 'SEND.LIST_NOT_APPLIED lists/chosen.csv is not there; hello needs it'];
    expect(await said(send(shop))).toEqual(gone);
    expect(existsSync(join(shop.context().root, 'outbox'))).toBe(false);
    shop.write('lists/chosen.csv', list(1, 30));
    expect(await send(shop)).toMatchObject({ runs: [{ audience: 30, sent: 24 }] });
  });

  it('does not stop a campaign that does not use it', async () => {
    const shop = open();
    shop.write('segments/chosen.yaml', 'title: Chosen\nwhere: { list: lists/chosen.csv }\n');
    shop.write('lists/chosen.csv', list(1, 30));
    await shop.planAndApply({ asOf: due });
    shop.remove('lists/chosen.csv');
    expect(await send(shop)).toMatchObject({ runs: [{ campaign: 'hello', audience: 91 }] });
  });

  it('that is not here as it was applied gets no history, and a pull goes on', async () => {
    const shop = open();
    shop.write('segments/chosen.yaml', 'title: Chosen\nwhere: { list: lists/chosen.csv }\n');
    shop.write('segments/came.yaml', 'title: Came\nwhere: { entered: { segment: chosen, within: 7d } }\n');
    shop.write('lists/chosen.csv', list(1, 30));
    await shop.planAndApply({ asOf: due });
    expect(await send(shop)).toMatchObject({ runs: [{ campaign: 'hello' }] });
    shop.write('lists/chosen.csv', list(1, 40));
    const later = new Date('2026-11-08T10:00:00Z');
    expect(await pullResults(shop.context({ asOf: later }))).toMatchObject({ workspace: 'shop' });
    await shop.planAndApply({ asOf: later });
    await pullResults(shop.context({ asOf: later }));
    const {
      segments: [came],
    } = await countSegments(shop.context({ asOf: new Date('2026-11-09T10:00:00Z') }), ['came']);
    expect(came?.count).toBe(10);
  });

  it('is applied as it was planned, or not at all', async () => {
    const shop = withList();
    const plan = await shop.plan();
    shop.write('lists/chosen.csv', list(1, 31));
    expect(await said(shop.apply(plan))).toEqual(['stale', 'PLAN.OTHER_LIST lists/chosen.csv is not what was planned']);
    shop.write('lists/chosen.csv', list(1, 30));
    expect((await shop.apply(plan)).applied).not.toEqual([]);
  });

  it('with a mistake is told of where it stands', async () => {
    const shop = withList();
    const check = async () =>
      (await validateWorkspace(shop.context(), { store: false })).diagnostics.map(
        ({ code, place, suggestions = [] }) => `${code} ${place?.file}:${place?.line}:${place?.column} ${suggestions}`,
      );
    shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: lists/chosn.csv, column: user_id }\n');
    expect(await check()).toEqual(['SEGMENT.UNKNOWN_LIST segments/some.yaml:2:16 lists/chosen.csv']);
    shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: lists/chosen.csv, column: userid }\n');
    expect(await check()).toEqual(['SEGMENT.UNKNOWN_LIST_COLUMN segments/some.yaml:2:42 user_id']);
    shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: ../chosen.csv }\n');
    expect(await check()).toEqual(['SEGMENT.WRONG_FORM segments/some.yaml:2:16 lists/chosen.csv']);
    shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: lists/../crm.csv }\n');
    expect(await check()).toEqual(['SEGMENT.WRONG_FORM segments/some.yaml:2:16 lists/crm.csv']);
    shop.write('segments/some.yaml', 'title: Chosen\nwhere: { list: lists/chosen.csv }\n');
    shop.write('lists/chosen.csv', 'p001\np002\np003\n');
    expect(await check()).toEqual(['LIST.NO_HEADER lists/chosen.csv:1:1 ']);
    const { root } = shop.context();
    shop.remove('lists/chosen.csv');
    const elsewhere = `${root}-elsewhere.csv`;
    writeFileSync(elsewhere, list(1, 3));
    symlinkSync(elsewhere, join(root, 'lists/chosen.csv'));
    expect(await check()).toEqual(['FILE.OUTSIDE_WORKSPACE lists/chosen.csv:1:1 ']);
    rmSync(elsewhere);
    expect(await check()).toEqual(['FILE.UNREADABLE lists/chosen.csv:1:1 ']);
    rmSync(join(root, 'lists'), { recursive: true });
    writeFileSync(elsewhere, '');
    symlinkSync(root, join(root, 'lists'));
    expect((await check())[0]).toMatch(/^SEGMENT.UNKNOWN_LIST/);
    rmSync(elsewhere);
  });
});

describe('a list that cannot be used', () => {
  it('is too large', async () => {
    const shop = withList();
    truncateSync(join(shop.context().root, 'lists/chosen.csv'), 70 * 1024 * 1024);
    const { valid, diagnostics } = await validateWorkspace(shop.context({ asOf: due }), { store: false });
    expect([valid, diagnostics.map(({ code }) => code)]).toEqual([false, ['LIST.TOO_LARGE']]);
  });
});
