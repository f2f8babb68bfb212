import { describe, expect, it } from 'vitest';
import { type Contact, plantedEffects, type Reaction, reactions } from '../../src/demo/index.ts';

const at = '2026-11-06T10:05:00Z';

/** Deliveries to made-up people, dealt to the arms of a campaign in turn. */
function deal(campaign: string, people: number): Contact[] {
  const arms = [
    ...Object.keys(plantedEffects.find((effect) => effect.campaign === campaign)?.effects ?? { default: 0 }),
    'holdout',
  ];
  return Array.from({ length: people }, (_, i) => {
    const arm = arms[i % arms.length] ?? 'holdout';
    return {
      key: `${campaign} ${i}`,
      campaign,
      person: `p_${i}`,
      arm,
      status: arm === 'holdout' ? 'held_out' : 'sent',
      at,
    };
  });
}

const isGoal = ({ row }: Reaction): boolean => !String(row.name ?? '').startsWith('message_');
const personOf = ({ row }: Reaction): string => String(row.person_id ?? row.listener_id);
const timeOf = ({ row }: Reaction): string => String(row.occurred_at ?? row.started_at);

describe('reactions', () => {
  it.each(plantedEffects)('of $campaign differ from the holdout by what is planted', ({ campaign, base, effects }) => {
    const deliveries = deal(campaign, 200_000 / plantedEffects.length);
    const converted = new Set([...reactions({ deliveries, seed: 5, days: 14 })].filter(isGoal).map(personOf));
    const rate = (arm: string) => {
      const people = deliveries.filter((contact) => contact.arm === arm);
      return { n: people.length, p: people.filter(({ person }) => converted.has(person)).length / people.length };
    };
    const holdout = rate('holdout');
    expect(Math.abs(holdout.p - base)).toBeLessThan(4 * Math.sqrt((base * (1 - base)) / holdout.n));
    for (const [arm, planted] of Object.entries(effects)) {
      const sent = rate(arm);
      const error = Math.sqrt(((base + planted) * (1 - base - planted)) / sent.n + (base * (1 - base)) / holdout.n);
      expect(Math.abs(sent.p - holdout.p - planted), arm).toBeLessThan(4 * error);
    }
  });

  it('are the same in any order, whoever else is asked about', () => {
    const deliveries = [...deal('weekend-live', 3000), ...deal('weekly-picks', 3000)];
    const sorted = (list: Iterable<Reaction>): string[] => [...list].map((reaction) => JSON.stringify(reaction)).sort();
    const all = sorted(reactions({ deliveries, seed: 1, days: 7 }));
    expect(sorted(reactions({ deliveries: deliveries.toReversed(), seed: 1, days: 7 }))).toEqual(all);
    const half = sorted(reactions({ deliveries: deliveries.slice(0, 3000), seed: 1, days: 7 }));
    expect(half.every((reaction) => new Set(all).has(reaction))).toBe(true);
    expect(sorted(reactions({ deliveries, seed: 2, days: 7 }))).not.toEqual(all);
  });

  it('happen after the delivery, within the days and within the window of the goal', () => {
    const window = new Map(plantedEffects.map(({ campaign, within }) => [campaign, within]));
    for (const campaign of ['weekend-live', 'app-update']) {
      for (const days of [1, 30]) {
        for (const reaction of reactions({ deliveries: deal(campaign, 2000), seed: 1, days })) {
          const passed = (Date.parse(timeOf(reaction)) - Date.parse(at)) / 86_400_000;
          expect(passed).toBeGreaterThan(0);
          expect(passed).toBeLessThan(isGoal(reaction) ? Math.min(days, window.get(campaign) ?? 0) : days);
        }
      }
    }
  });

  it('name the delivery that was seen or clicked; nobody clicks what they have not seen', () => {
    const rows = [...reactions({ deliveries: deal('weekend-live', 6000), seed: 1, days: 7 })]
      .filter((reaction) => !isGoal(reaction))
      .map(({ row }) => row);
    const keys = (name: string) =>
      rows.filter((row) => row.name === name).map((row) => String(JSON.parse(String(row.props)).crm_id));
    const shown = new Set(keys('message_shown'));
    expect(shown.size).toBeGreaterThan(1500);
    expect(keys('message_clicked').length).toBeGreaterThan(200);
    expect(keys('message_clicked').every((key) => shown.has(key))).toBe(true);
  });

  it('never see what was held back, and nobody reacts to what did not arrive', () => {
    const held = deal('weekend-live', 300).map(
      (contact): Contact => ({ ...contact, arm: 'holdout', status: 'held_out' }),
    );
    expect([...reactions({ deliveries: held, seed: 1, days: 7 })].every(isGoal)).toBe(true);
    const failed = held.map((contact): Contact => ({ ...contact, arm: 'friendly', status: 'failed' }));
    expect([...reactions({ deliveries: failed, seed: 1, days: 7 })]).toEqual([]);
  });

  it('to a campaign that is not in the table are seen and clicked, and nothing else', () => {
    const list = [...reactions({ deliveries: deal('unheard-of', 2000), seed: 1, days: 7 })];
    expect(list.length).toBeGreaterThan(300);
    expect(list.some(isGoal)).toBe(false);
  });

  it('have ids of their own, above those of the store and exact as integers', () => {
    const deliveries = plantedEffects.flatMap(({ campaign }) => deal(campaign, 2000));
    const ids = [...reactions({ deliveries, seed: 1, days: 7 })].map(({ table, row }) => ({
      table,
      id: Number(row.id),
    }));
    expect(new Set(ids.map(({ table, id }) => `${table} ${id}`)).size).toBe(ids.length);
    expect(ids.every(({ id }) => Number.isInteger(id) && id >= 2 ** 50 && id < 2 ** 51)).toBe(true);
  });
});
