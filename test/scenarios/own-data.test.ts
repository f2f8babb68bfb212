import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';

const members = `회원번호,이름,이메일,휴대폰,가입일,이메일수신동의,문자수신,총구매금액
00101,김하늘,haneul@shop.example,010-1234-5678,2026. 10. 28.,Y,Y,"1,234,000"
00102,이바다,bada@shop.example,010-2345-6789,2026. 10. 30.,N,Y,"\\12,000"
00103,박구름, gureum@shop.example ,01034567890,2026. 11. 1.,Y,N,0
00104,최별,byeol,010-4567-8901,2026. 11. 2.,?,Y,"98,500"
`;
const actions = `회원번호,이벤트명,발생일시,금액
00101,app_opened,2026/11/01 오후 3:05,"12,000"
00102,방문,2026/11/02 오전 9:00,
`;
const asOf = ['--as-of', '2026-11-06T01:05:00Z'];

function shop() {
  const dir = tempDir();
  const write = (file: string, content: string | Uint8Array): void => writeFileSync(join(dir, file), content);
  const crm = (...args: string[]) => runCrm(['-C', 'shop', ...args], { cwd: dir });
  const read = (file: string): string => readFileSync(join(dir, 'shop', file), 'utf8');
  return { dir, write, crm, read };
}

describe('own data: an export of Korean Excel', () => {
  it('greets nobody without a name in another language', async () => {
    const { write, crm } = shop();
    write('people.csv', members);
    expect((await crm('init')).code).toBe(0);
    expect((await crm('store', 'import', '--people', 'people.csv')).code).toBe(0);
    for (const locale of ['en', 'ko']) write(`shop/personas/${locale}-nameless.yaml`, `title: x\nlocale: ${locale}\n`);
    const { stdout } = await crm('plan', ...asOf);
    expect(stdout).toContain('en-nameless  "(광고) Welcome, friend"');
    expect(stdout).toContain('ko-nameless  "(광고) 회원님, 반가워요"');
  });

  it('goes from init to a dry run without a change by hand', async () => {
    const { write, crm, read } = shop();
    write('people.csv', iconv.encode(members.replaceAll('\n', '\r\n'), 'cp949'));
    write('events.csv', `\ufeff${actions}`);
    expect((await crm('init')).code).toBe(0);
    const imported = await crm(
      'store',
      'import',
      '--people',
      'people.csv',
      '--events',
      'events.csv',
      '--zone',
      'Asia/Seoul',
    );
    expect(imported.code).toBe(0);
    expect(imported.stdout).toMatch(/이메일수신동의 +boolean +consent: email/);
    expect(imported.stdout).toMatch(/가입일 +date +created_at/);
    expect(imported.stdout).toMatch(/발생일시 +instant +time/);
    expect(imported.stderr).toContain('people.csv:5:1 warning IMPORT.BAD_ADDRESS');
    expect(imported.stderr).toContain('people.csv:5:1 warning IMPORT.UNCLEAR_CONSENT');
    expect(imported.stderr).not.toContain('shop.example');
    expect(read('segments/new-people.yaml')).toContain('attribute: 가입일');
    expect(await crm('validate', '--store')).toMatchObject({ code: 0, stderr: '' });
    const plan = await crm('plan', '--out', 'plan.crmplan.json', ...asOf);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain('audience    4 people');
    expect(plan.stdout).toContain('no consent 1, address not valid 1');
    expect((await crm('apply', 'plan.crmplan.json', ...asOf)).code).toBe(0);
    const sent = await crm('send', '--dry-run', '--format', 'json', ...asOf);
    expect(JSON.parse(sent.stdout)).toMatchObject({ runs: [{ audience: 4 }] });
  });

  it('names what does not fit in files that somebody changed', async () => {
    const { dir, write, crm, read } = shop();
    write('people.csv', '회원번호,이메일\n1,a@shop.example\n');
    await crm('init');
    const template = `${read('templates/welcome.yaml')}# ours\n`;
    writeFileSync(join(dir, 'shop/templates/welcome.yaml'), template);
    const imported = await crm('store', 'import', '--people', 'people.csv');
    expect(imported.code).toBe(0);
    expect(imported.stdout).toContain('people: 1 row\n');
    expect(imported.stdout).toContain('2 places in the workspace do not fit this store yet');
    expect(imported.stderr).toMatch(/segments\/new-people\.yaml:4:\d+ warning SEGMENT\.UNKNOWN_ATTRIBUTE/);
    expect(imported.stderr).toMatch(/templates\/welcome\.yaml:4:\d+ warning TEMPLATE\.UNKNOWN_ATTRIBUTE/);
    expect(read('templates/welcome.yaml')).toBe(template);
    expect(read('crm.yaml')).not.toContain('may get advertising');
  });

  it('says which metrics count events that the file does not have', async () => {
    const { write, crm } = shop();
    write('people.csv', members);
    write('events.csv', actions.replace('app_opened', '구매'));
    await crm('init');
    const imported = await crm('store', 'import', '--people', 'people.csv', '--events', 'events.csv');
    expect(imported.stderr).toMatch(/crm\.yaml:\d+:\d+ warning IMPORT\.UNKNOWN_EVENT/);
    expect(imported.stderr).toContain('`app_opened`');
  });
});

describe('own data: times without a zone', () => {
  const people = 'id,nickname,email,joined_at\n1,a,a@shop.example,2026-11-01 08:30\n';
  const importing = (...more: string[]) => ['store', 'import', '--people', 'people.csv', '--format', 'json', ...more];
  const joined = (dir: string): unknown => {
    const store = new Database(join(dir, 'shop/data/store.db'), { readonly: true });
    try {
      return store.prepare('select joined_at from people').pluck().get();
    } finally {
      store.close();
    }
  };

  it.each([
    ['Asia/Seoul', '2026-10-31T23:30:00.000Z'],
    ['America/New_York', '2026-11-01T13:30:00.000Z'],
  ])('are those of the workspace: %s', async (zone, instant) => {
    const { dir, write, crm, read } = shop();
    write('people.csv', people);
    await crm('init');
    writeFileSync(join(dir, 'shop/crm.yaml'), read('crm.yaml').replace('timezone: Asia/Seoul', `timezone: ${zone}`));
    const imported = await crm(...importing());
    expect(JSON.parse(imported.stdout)).toMatchObject({
      zone: { name: zone, from: 'workspace', columns: ['people.joined_at'] },
      diagnostics: [],
    });
    expect(joined(dir)).toBe(instant);
    const said = await crm('store', 'import', '--people', 'people.csv', '--replace');
    expect(said.stdout).toContain(
      `Times without a zone (people.joined_at) are read in ${zone}, the workspace's zone; for another: --zone UTC --replace\n`,
    );
  });

  it('are those that --zone names, also in a crm.yaml that the import writes', async () => {
    const { dir, write, crm, read } = shop();
    write('people.csv', people);
    mkdirSync(join(dir, 'shop'));
    const imported = JSON.parse((await crm(...importing('--zone', 'Europe/Paris'))).stdout);
    expect(imported.zone).toEqual({ name: 'Europe/Paris', from: 'flag', columns: ['people.joined_at'] });
    expect(read('crm.yaml')).toMatch(/^timezone: Europe\/Paris +# of schedules/m);
    expect(joined(dir)).toBe('2026-11-01T07:30:00.000Z');
  });

  it('without a crm.yaml are those of the one that is written', async () => {
    const { dir, write, crm, read } = shop();
    write('people.csv', people);
    mkdirSync(join(dir, 'shop'));
    const said = await crm('store', 'import', '--people', 'people.csv');
    expect(said.stdout).toContain('are read in Asia/Seoul, the zone of the new crm.yaml;');
    expect(read('crm.yaml')).toContain('\ntimezone: Asia/Seoul ');
    expect(joined(dir)).toBe('2026-10-31T23:30:00.000Z');
  });

  it('are UTC, with a finding, where crm.yaml names no zone', async () => {
    const { dir, write, crm } = shop();
    write('people.csv', people);
    mkdirSync(join(dir, 'shop'));
    write('shop/crm.yaml', 'workspace: shop\ntimezone: Seoul\n');
    const imported = JSON.parse((await crm(...importing())).stdout);
    expect(imported.diagnostics[0]).toMatchObject({ code: 'IMPORT.NO_ZONE' });
    expect(joined(dir)).toBe('2026-11-01T08:30:00.000Z');
  });
});

describe('own data: refused with nothing written', () => {
  const refused: readonly [string, string, string, readonly string[], string, number][] = [
    [
      'ids that repeat',
      `${members}00101,다른 사람,,,,,,\n`,
      actions,
      [],
      'people.csv:6:1 error IMPORT.DUPLICATE_ID',
      3,
    ],
    [
      'events without ids of people',
      members.replace('회원번호', '별칭'),
      actions,
      [],
      'people.csv:1:1 error IMPORT.NO_ID',
      3,
    ],
    ['no time of events', members, actions.replace('발생일시', '언제'), [], '--event-at COLUMN', 3],
    ['an unknown zone', members, actions, ['--zone', 'Seoul'], 'IMPORT.ZONE', 4],
    ['a column that is not there', members, actions, ['--event-at', '시간'], 'IMPORT.NO_COLUMN', 3],
  ];
  it.each(refused)('%s', async (_, people, events, flags, said, code) => {
    const { dir, write, crm, read } = shop();
    write('people.csv', people);
    write('events.csv', events);
    await crm('init');
    const before = read('crm.yaml');
    const ran = await crm('store', 'import', '--people', 'people.csv', '--events', 'events.csv', ...flags);
    expect(ran.stderr).toContain(said);
    expect(ran.code).toBe(code);
    expect(read('crm.yaml')).toBe(before);
    expect(existsSync(join(dir, 'shop/data'))).toBe(false);
  });

  it('flags about events without a file of events', async () => {
    const { write, crm } = shop();
    write('people.csv', members);
    const ran = await crm('store', 'import', '--people', 'people.csv', '--event-at', '일시');
    expect(ran.stderr).toContain('IMPORT.NO_EVENTS_FILE');
    expect(ran.code).toBe(4);
  });

  it('columns that are named are taken', async () => {
    const { write, crm } = shop();
    write('people.csv', members.replace('회원번호', '별칭'));
    write('events.csv', actions.replace('회원번호,이벤트명,발생일시', '누가,무엇,언제'));
    const flags = ['--id', '별칭', '--event-person', '누가', '--event-name', '무엇', '--event-at', '언제'];
    const ran = await crm(
      'store',
      'import',
      '--people',
      'people.csv',
      '--events',
      'events.csv',
      ...flags,
      '--format',
      'json',
    );
    expect(ran.code).toBe(0);
    const { tables } = JSON.parse(ran.stdout) as { tables: { columns: unknown[] }[] };
    expect(tables[0]?.columns).toContainEqual({ name: '별칭', type: 'text', role: 'id' });
    expect(tables[1]?.columns).toContainEqual({ name: '언제', type: 'instant', role: 'time' });
  });
});
