import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileCopy } from '../../src/compile/copy/index.ts';
import { dueSlot } from '../../src/deliver/due/index.ts';
import { plantedEffects, reactions } from '../../src/demo/index.ts';
import { load } from '../../src/load/index.ts';
import { validate } from '../../src/validate/index.ts';

const loaded = load(fileURLToPath(new URL('../..', import.meta.url)));
const { workspace, diagnostics } = validate(loaded.tree);
if (!workspace) throw new Error('crm.yaml of the example is broken');
const { campaigns, segments, templates, personas, config } = workspace;
const { timezone, locale, currency = 'KRW', lifecycle, metrics = {} } = config.value;

describe('the example workspace', () => {
  it('has no findings', () => {
    expect([...loaded.diagnostics, ...diagnostics]).toEqual([]);
  });

  it('is an example of everything', () => {
    expect(segments.size).toBeGreaterThanOrEqual(12);
    expect(campaigns.size).toBe(10);
    expect(personas.size).toBe(3);
    const all = [...campaigns.values()].map(({ value }) => value);
    expect(new Set(all.map(({ stage }) => stage))).toEqual(new Set(lifecycle.stages));
    expect(new Set(all.map(({ messages }) => messages[0]?.channel))).toEqual(
      new Set(['email', 'push', 'sms', 'in_app']),
    );
    expect(all.filter(({ messages }) => messages[0]?.channel === 'email').length).toBeGreaterThanOrEqual(4);
  });

  it('has exactly four campaigns due on Friday evening', () => {
    const asOf = new Date('2026-11-06T10:05:00Z');
    const due = [...campaigns.values()].filter(({ value }) => dueSlot(value, asOf, timezone)).map(({ id }) => id);
    expect(due.sort()).toEqual(['dormant-nudge', 'first-follow', 'weekend-live', 'weekly-picks']);
  });

  it.each([...templates.values()])('renders $id for every persona in both languages', async (template) => {
    const { copy } = await compileCopy(template, { locale, timezone, currency });
    expect(Object.keys(template.value.locales)).toEqual(['ko', 'en']);
    for (const { value } of personas.values()) {
      for (const language of ['ko', 'en']) {
        const person = { locale: language, timezone: value.timezone, attributes: value.attributes ?? {} };
        const rendered = copy?.render(person, { unsubscribe_url: 'mailto:unsubscribe@sori.example' });
        expect(rendered).toHaveProperty('parts');
        expect(JSON.stringify(rendered)).not.toMatch(/\{\{|undefined|null|\[object/);
      }
    }
  });

  it('begins every advert with (광고) and ends every mail with a way out', () => {
    for (const { value } of campaigns.values()) {
      const [message] = value.messages;
      const names = value.experiment?.variants?.map(({ template }) => template) ?? [message?.template ?? ''];
      for (const copy of names.flatMap((name) =>
        Object.values<Record<string, string>>(templates.get(name)?.value.locales ?? {}),
      )) {
        const first = copy.subject ?? copy.title ?? copy.text ?? '';
        expect(first.startsWith('(광고)'), first).toBe(value.purpose === 'advertising');
        if (message?.channel === 'email') expect(copy.text ?? copy.markdown).toContain('{{unsubscribe_url}}');
      }
    }
  });
});

describe('planted effects', () => {
  it('are planted for every campaign, with its arms, its window and its baseline', () => {
    expect(plantedEffects.map(({ campaign }) => campaign).sort()).toEqual([...campaigns.keys()].sort());
    for (const { campaign, base, effects, within, goal } of plantedEffects) {
      const value = campaigns.get(campaign)?.value;
      expect(Object.keys(effects)).toEqual(value?.experiment?.variants?.map(({ name }) => name) ?? ['default']);
      expect(value?.goal.within).toBe(`${within}d`);
      const amounts = 'amounts' in goal ? goal.amounts : [0];
      const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
      const summed = metrics[value?.goal.metric ?? '']?.sum !== undefined;
      expect(value?.goal.baseline).toBeCloseTo(summed ? base * mean : base, 10);
    }
  });

  it('reach the metric of their own campaign and of no other', () => {
    for (const { campaign } of plantedEffects) {
      const deliveries = Array.from({ length: 200 }, (_, i) => ({
        key: `${i}`,
        campaign,
        person: `p_${i}`,
        arm: 'holdout',
        status: 'held_out',
        at: '2026-11-06T10:05:00Z',
      }));
      const goals = [...reactions({ deliveries, seed: 1, days: 14 })];
      expect(goals.length, campaign).toBeGreaterThan(0);
      for (const { row, table } of goals) {
        const event =
          table === 'listens' ? { ...row, name: 'listen' } : { name: row.name, ...JSON.parse(String(row.props)) };
        const reached = [...campaigns.values()]
          .filter(({ value }) => reaches(event, value.goal.metric))
          .map(({ id }) => id);
        // An app that was updated was also opened; the segments of the two campaigns have nobody in common.
        expect(reached.filter((id) => !(campaign === 'app-update' && id === 'dormant-nudge'))).toEqual([campaign]);
      }
    }
  });
});

function reaches(event: Readonly<Record<string, unknown>>, name: string): boolean {
  const metric = metrics[name];
  if (metric?.event !== event.name) return false;
  return (metric?.where ?? []).every(({ property, is, at_least, starts_with }) => {
    const value = event[property];
    if (is !== undefined) return value === is;
    if (at_least !== undefined) return Number(value) >= Number(at_least);
    return starts_with !== undefined && String(value).startsWith(starts_with);
  });
}
