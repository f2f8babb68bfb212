import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { planText } from '../../../src/cli/views/plan-text.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { useWorkshop } from '../../app/workshop.ts';

const workshop = useWorkshop();
const widths = [60, 80, 120];
const subject =
  '이번 주말에는 좋아하시는 진행자들이 모두 모이는 라이브 방송이 있습니다, 금요일 저녁 일곱 시에 꼭 만나요';

/** A plan in which every kind of line is too long for a narrow terminal. */
async function longPlan(): Promise<Plan> {
  const shop = workshop();
  shop.edit('crm.yaml', 'locale: en', 'locale: ko');
  shop.edit('templates/hello.yaml', 'en: { subject: "Hello"', `ko: { subject: "${subject}"`);
  shop.write('personas/korean-listener-of-many-years.yaml', 'title: 오래 들은 사람\nlocale: ko\n');
  shop.edit('campaigns/hello.yaml', 'baseline: 0.2, target: 0.3', 'baseline: 0.2, target: 0.201');
  shop.edit(
    'campaigns/hello.yaml',
    /trigger: .*\n/,
    `trigger: { at: 2026-11-06T10:00 }
rollout: { percent: 80 }
experiment:
  salt: hello-1
  holdout: 20
  variants:
    - { name: warm-and-personal-greeting, weight: 50, template: hello }
    - { name: short-and-simple-greeting, weight: 50, template: hello }
`,
  );
  shop.edit('campaigns/hello.yaml', ', template: hello, expires', ', expires');
  return shop.plan();
}

const show = (plan: Plan, width: number): string[] =>
  planText(plan, { color: false, width, saved: { file: 'p.json' } }).split('\n');
const flat = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ');

describe('a plan in a terminal', () => {
  it.each(widths)('of %i columns has no line that is wider', async (width) => {
    for (const line of show(await longPlan(), width)) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('breaks at words, below the first one, and says the same at every width', async () => {
    const plan = await longPlan();
    const [narrow, wide] = [show(plan, 60), show(plan, 160)];
    const words = (lines: readonly string[]): string[] =>
      flat(lines)
        .replaceAll(/".*?"/g, '')
        .replaceAll(/preview .*? bytes/g, '')
        .split(/ +/);
    expect(words(narrow)).toEqual(words(wide));
    const at = narrow.findIndex((line) => line.includes('      experiment  '));
    expect(narrow.slice(at, at + 4)).toEqual([
      '      experiment  warm-and-personal-greeting 40.0%,',
      '                  short-and-simple-greeting 40.0%, holdout',
      expect.stringMatching(/^ {18}20\.0%; can prove \d\d\.\d\d%p or more, the goal$/),
      '                  is 0.10%p: NOT provable',
    ]);
    const policy = narrow.findIndex((line) => line.startsWith('  ! warn goal.provable'));
    expect(narrow[policy + 1]).toMatch(/^ {9}\S/);
  });

  it('shows as much of a subject as there is room, and all of it where it fits', async () => {
    const plan = await longPlan();
    const subjects = (width: number): string[] => show(plan, width).flatMap((line) => /"(.*)"/.exec(line)?.[1] ?? []);
    for (const width of [60, 80]) {
      for (const one of subjects(width)) {
        expect(one.endsWith('…')).toBe(true);
        // Two columns of quotes; half a Korean letter may be left over.
        expect(stringWidth(one)).toBeGreaterThanOrEqual(width - 18 - 2 - 1);
      }
    }
    expect(subjects(160)).toEqual(plan.changes.flatMap(({ preview = [] }) => preview.map(() => subject)));
  });

  it('colours each line by itself', async () => {
    const text = planText(await longPlan(), { color: true, width: 60, saved: 'no' });
    const esc = String.fromCharCode(27);
    for (const line of text.split('\n').filter((one) => one.includes(esc)))
      expect(line.lastIndexOf(`${esc}[2m`)).toBeLessThan(Math.max(0, line.lastIndexOf(`${esc}[22m`)) || line.length);
  });
});
