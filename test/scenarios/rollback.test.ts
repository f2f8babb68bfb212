import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const at = ['--as-of', '2026-11-01T09:00:00Z'];
interface Planned {
  readonly changes: readonly {
    readonly address: string;
    readonly action: string;
    readonly after: { readonly audience?: object };
  }[];
  readonly scope: { readonly left_out: readonly string[] };
}

let tiny: TinyWorkspace;
const apply = () => tiny.json(['apply', '--auto-approve', ...at]);
const back = (...args: string[]) => tiny.crm('rollback', ...args, ...at);

beforeEach(async () => {
  tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add(
    Array.from({ length: 30 }, (_, i) => ({
      id: `p${i}`,
      email: `p${i}@people.example`,
      tier: i < 10 ? 'gold' : 'basic',
    })),
  );
  await apply();
});

it('one definition becomes what it was, and nothing else that the files say', async () => {
  tiny.edit('campaigns/hello.yaml', 'segment: all', 'segment: gold');
  await apply();
  tiny.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello again');
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');

  const shown = await back('hello', '--to', '1', '--out', 'p.json');
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/~ change +campaign\.hello/);
  expect(shown.stdout).toContain('10 -> 30 people');
  expect(shown.stdout).toContain('Only campaign.hello: 1 change left out (template.hello).');
  expect(shown.stdout.replace(/\s+/g, ' ')).toContain(
    'campaigns/hello.yaml stays as it is: write there what is to stay',
  );
  await tiny.json(['apply', 'p.json', ...at]);
  const now = await tiny.json<{ revision: number; content: { title: string; audience: object } }>([
    'state',
    'show',
    'campaign.hello',
  ]);
  expect(now).toMatchObject({ revision: 3, content: { title: 'Hello', audience: { segment: 'all' } } });
  // The files still say what they said.
  const forward = await tiny.json<Planned>(['plan', ...at]);
  expect(forward.changes.map(({ address }) => address)).toEqual(['template.hello', 'campaign.hello']);
  expect((await back('hello', '--to', '1')).stdout).toContain('No changes.');
}, 60_000);

it('what was archived comes back, a template or a segment too, unless what it needs is gone', async () => {
  rmSync(join(tiny.dir, 'campaigns/hello.yaml'));
  await apply();
  rmSync(join(tiny.dir, 'templates/hello.yaml'));
  await apply();
  const alone = await back('hello', '--to', '1');
  expect([alone.code, alone.stderr]).toEqual([
    3,
    expect.stringContaining('revision 1 of `campaign.hello` needs template.hello, which is not applied'),
  ]);
  expect(alone.stderr).toContain('crm rollback template.hello --to <revision>');
  const gone = await back('campaign.hello', '--to', '2');
  expect([gone.code, gone.stderr]).toEqual([4, expect.stringContaining('is the one that archived it')]);
  for (const address of ['template.hello', 'campaign.hello']) {
    expect((await back(address, '--to', '1', '--out', 'p.json')).stdout).toMatch(/\+ create/);
    await tiny.json(['apply', 'p.json', ...at]);
  }
  expect(await tiny.json(['state', 'show', 'campaign.hello'])).toMatchObject({ revision: 3, archived: false });
}, 60_000);

it('says what cannot be gone back to, and changes nothing', async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['helo', '--to', '1'], 'did you mean `campaign.hello`?'],
    [['hello', '--to', '7'], 'It has 1: 1 to 1.'],
    [['hello', '--to', '0'], '--to'],
    [['hello'], '`crm rollback` needs `--to <revision>`'],
  ];
  for (const [args, words] of cases) {
    const ran = await back(...args);
    expect([args, ran.code, ran.stderr]).toEqual([args, 4, expect.stringContaining(words)]);
  }
  tiny.edit('segments/gold.yaml', 'where: { attribute: tier, is: gold }', 'where: { list: lists/gold.csv }');
  const list = (text: string) => writeFileSync(join(tiny.dir, 'lists/gold.csv'), text);
  mkdirSync(join(tiny.dir, 'lists'));
  list('id\np1\n');
  await apply();
  list('id\np1\np2\n');
  await apply();
  const other = await back('segment.gold', '--to', '2');
  expect([other.code, other.stderr]).toEqual([8, expect.stringContaining('was applied with another lists/gold.csv')]);
  list('id\np1\n');
  expect((await back('segment.gold', '--to', '2', '--out', 'p.json')).stdout).toContain('2 -> 1 people');
  await tiny.json(['apply', 'p.json', ...at]);
}, 60_000);
