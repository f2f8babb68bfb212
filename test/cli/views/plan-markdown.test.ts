import { describe, expect, it } from 'vitest';
import { planMarkdown } from '../../../src/cli/views/plan-markdown.ts';
import type { Plan, PlanChange } from '../../../src/model/plan.ts';
import { useWorkshop } from '../../app/workshop.ts';

const workshop = useWorkshop();

/** A plan of so many new campaigns, each with copy in Korean that has markup in it. */
async function manyCampaigns(count: number): Promise<Plan> {
  const shop = workshop();
  const plan = await shop.plan();
  const [one] = plan.changes.filter(({ address }) => address === 'campaign.hello');
  if (!one) throw new Error('no campaign');
  const copy = '새 소식이 도착했어요 🎁 </details> | `code` <b>* '.repeat(8);
  const changes = Array.from(
    { length: count },
    (_, i): PlanChange => ({
      ...one,
      address: `campaign.${'long-name-'.repeat(4)}${i}`,
      preview: (one.preview ?? []).map((preview) => ({ ...preview, after: { ...preview.after, subject: copy } })),
    }),
  );
  return { ...plan, changes, summary: { ...plan.summary, create: count, update: 0 } };
}

describe('a plan for a pull request', () => {
  it('has a marker, what changes in a table, rules, details, and what it was made from', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.edit('templates/hello.yaml', '"Hello"', '"Hello dear friend"');
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 98');
    const text = planMarkdown(await shop.plan());
    expect(text.split('\n').slice(0, 2)).toEqual([
      '<!-- crm plan shop default -->',
      '### crm plan · shop · default: 2 to change',
    ]);
    expect(text).toContain('| ≈ affected | `campaign.hello` | through segment.some, template.hello | 91 → <5 | <5 |');
    expect(text).toContain('- `locales.en.subject` :3: Hello **dear friend**');
    expect(text).toMatch(/\*\*Policy: \d denied, \d+ warned, \d+ passed\.\*\*/);
    expect(text).toMatch(
      /<sub>one run of each: <5 messages · as of .* UTC · fingerprint [0-9a-f]{8} · good until .* UTC<\/sub>$/,
    );
    // Numbers of very few people stay inside.
    expect(text).not.toMatch(/(?<![\d.,:<-])[1-4] (people|person|message)/);
    expect(text).not.toMatch(/→ [1-4] /);
  });

  it('says what is denied before what is warned', async () => {
    const shop = workshop();
    const plan = await shop.plan();
    const [first] = plan.policy.results;
    const result = {
      ...(first ?? { rule: 'x', status: 'fail', address: 'a', file: 'f', line: 1, message: 'm', fix: 'x' }),
      status: 'fail',
    } as const;
    const results = [
      { ...result, rule: 'one', level: 'warn' as const },
      { ...result, rule: 'two', level: 'deny' as const },
    ];
    const text = planMarkdown({ ...plan, applyable: false, policy: { ...plan.policy, results } });
    expect(text.indexOf('deny **two**')).toBeGreaterThan(0);
    expect(text.indexOf('deny **two**')).toBeLessThan(text.indexOf('warn **one**'));
    expect(text).toContain('`crm apply` refuses this plan.');
  });

  it.each([1, 20, 500, 5000])(
    'fits into a comment with %i new campaigns, and every part of it is whole',
    async (count) => {
      const text = planMarkdown(await manyCampaigns(count));
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000);
      expect(text).toContain(`${count.toLocaleString('en')} to create`);
      const rows = text.split('\n').filter((line) => line.startsWith('| + create'));
      expect(rows.every((line) => line.split('|').length === 8)).toBe(true);
      if (count <= 500) expect(rows).toHaveLength(count);
      else
        expect(text).toContain(
          `_.. and ${(count - rows.length).toLocaleString('en')} more changes: \`crm show\` has them all._`,
        );
      const lines = text.split('\n');
      const [opened, closed] = ['<details>', '</details>'].map((tag) => lines.filter((line) => line === tag).length);
      expect(opened).toBe(closed);
      // Copy cannot close what we opened, nor begin a tag of its own.
      expect(text).not.toContain('<b>');
      expect(lines.filter((line) => line.includes('</details>')).every((line) => line === '</details>')).toBe(true);
      if (count > 1 && (opened ?? 0) < count && rows.length === count) expect(text).toMatch(/more changes? in detail/);
    },
  );

  it('of nothing is short', async () => {
    const shop = workshop();
    await shop.planAndApply();
    const text = planMarkdown(await shop.plan());
    expect(text).toContain('no changes (5 definitions)');
    expect(text.split('\n').length).toBeLessThan(12);
  });
});
