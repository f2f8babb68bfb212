import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';

const csv = fileURLToPath(new URL('../../../shared/data/hillstrom_email_experiment.csv', import.meta.url));
const asOf = ['--as-of', '2026-11-06T09:00:00Z'];

describe.skipIf(!existsSync(csv))('own data: the Hillstrom customers', () => {
  const dir = tempDir();
  const crm = (...args: string[]) => runCrm(args, { cwd: dir, env: {} });
  const write = (path: string, text: string): void => {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  beforeAll(async () => {
    const { code, stdout } = await crm('store', 'import', '--people', csv);
    expect(stdout).toContain('people: 64,000 rows');
    expect(code).toBe(0);
    const yaml = readFileSync(join(dir, 'crm.yaml'), 'utf8');
    writeFileSync(join(dir, 'crm.yaml'), `${yaml}\nmetrics:\n  purchase: { event: purchase }\n`);
    write(
      'segments/good-women.yaml',
      "title: History over 500 and bought women's in the last 3 months\nwhere:\n  all:\n    - { attribute: history, more_than: 500 }\n    - { attribute: womens, is: 1 }\n    - { attribute: recency, at_most: 3 }\n",
    );
    write(
      'templates/spring.yaml',
      'title: Spring\nchannel: in_app\nvariables: { area: { from: person.zip_code, fallback: your area } }\nlocales: { ko: { title: 봄 신상품, body: "{{area}} 고객님" }, en: { title: Spring, body: "New in {{area}}" } }\n',
    );
    write(
      'campaigns/spring.yaml',
      'title: Spring\nowner: kim@shop.example\nstage: revenue\npurpose: service\ngoal: { metric: purchase, within: 14d, baseline: 0.01, target: 0.02, why: spring }\naudience: { segment: good-women }\ntrigger: { at: 2026-11-06T10:00 }\nexperiment: { salt: spring-1, holdout: 20 }\nmessages: [{ id: m, channel: in_app, template: spring }]\n',
    );
  });

  it('counts what SQL counts', async () => {
    const { stdout } = await crm('segment', 'count', 'good-women', '--format', 'json', ...asOf);
    const db = new Database(join(dir, 'data/store.db'), { readonly: true });
    const byHand = db
      .prepare('select count(*) from people where history > 500 and womens = 1 and recency <= 3')
      .pluck()
      .get();
    db.close();
    expect((JSON.parse(stdout) as { segments: unknown }).segments).toEqual([
      { id: 'good-women', count: byHand, reachable: {} },
    ]);
    expect(byHand).toBeGreaterThan(1000);
  });

  it('plans, applies and dry-runs', async () => {
    const plan = await crm('plan', '--out', 'plan.crmplan.json', ...asOf);
    // People without events: it can be sent, and says that it cannot be measured.
    expect(plan.stderr).toContain('warning WORKSPACE.NO_EVENTS');
    expect(plan.stderr).not.toContain('error');
    expect(plan.code).toBe(0);
    expect((await crm('apply', 'plan.crmplan.json', ...asOf)).code).toBe(0);
    const { stdout } = await crm('send', '--dry-run', '--format', 'json', ...asOf);
    const { runs } = JSON.parse(stdout) as { runs: { audience: number; queued: number; held_out: number }[] };
    expect(runs).toHaveLength(1);
    const [run] = runs;
    expect((run?.queued ?? 0) + (run?.held_out ?? 0)).toBe(run?.audience);
    expect((run?.held_out ?? 0) / (run?.audience ?? 1)).toBeCloseTo(0.2, 1);
  });

  it('will not write over a store, nor half of one', async () => {
    expect((await crm('store', 'import', '--people', csv)).code).toBe(6);
    write('bad.csv', 'id,name\n1,a\n1,b\n2\n');
    const { code, stderr } = await crm('store', 'import', '--people', 'bad.csv', '--id', 'id', '--to', 'data/other.db');
    expect(code).toBe(3);
    expect(stderr).toContain('bad.csv:3');
    expect(existsSync(join(dir, 'data/other.db'))).toBe(false);
  });
});

describe('own data: from two CSV files to a sent message', () => {
  const dir = tempDir();
  const crm = (...args: string[]) => runCrm(args, { cwd: dir, env: {} });
  it('init, import, plan, apply, send', async () => {
    writeFileSync(
      join(dir, 'people.csv'),
      '﻿id,nickname,email,phone,signed_up_at,email_consent\r\n1,지민,jimin@example.com,01012345678,2026-11-10T09:00:00Z,yes\r\n2,"Kim, ""J""",kim@example.com,01000000002,2026-11-12T10:00:00+09:00,no\r\n3,🐳,,01000000003,,yes\r\n',
    );
    writeFileSync(
      join(dir, 'events.csv'),
      'person_id,name,occurred_at,amount\n1,app_opened,2026-11-11T09:00:00Z,\n9,app_opened,2026-11-11T09:00:00Z,7\n',
    );
    expect((await crm('init')).code).toBe(0);
    const imported = await crm('store', 'import', '--people', 'people.csv', '--events', 'events.csv');
    expect(imported.stderr).toContain('1 event belongs to people who are not in the people file');
    expect(imported.code).toBe(0);
    expect((await crm('validate', '--store')).stdout).toContain('Valid.');
    const when = ['--as-of', '2026-11-20T01:30:00Z'];
    expect((await crm('apply', '--auto-approve', ...when)).code).toBe(0);
    const sent = await crm('send', ...when);
    expect(sent.code).toBe(0);
    const lines = readFileSync(join(dir, 'outbox/email.ndjson'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      person: '1',
      to: 'jimin@example.com',
      subject: '(광고) 지민님, 반가워요',
    });
    const db = new Database(join(dir, 'data/store.db'), { readonly: true });
    expect(db.prepare('select phone from people order by id').pluck().all()).toEqual([
      '01012345678',
      '01000000002',
      '01000000003',
    ]);
    db.close();
  });

  it('init never writes over a file', async () => {
    const { code, stderr } = await crm('init');
    expect(code).toBe(6);
    expect(stderr).toContain('INIT.FILE_EXISTS');
  });

  it('sample masks values', async () => {
    const { stdout } = await crm('segment', 'sample', 'new-people', '--as-of', '2026-11-20T01:30:00Z');
    expect(stdout).not.toMatch(/jimin|지민|0101234/);
    expect((await crm('segment', 'sample', 'new-people', '--reveal')).code).toBe(4);
  });
});
