import { describe, expect, it } from 'vitest';
import { noon, useWorkshop } from './workshop.ts';

const workshop = useWorkshop();
const hours = (n: number): Date => new Date(noon.getTime() + n * 3_600_000);
const code = (value: string) => ({ diagnostics: [{ code: value }] });

describe('how long a plan is good', () => {
  it('for a day of the wall clock, whatever --as-of says when it is applied', async () => {
    const shop = workshop();
    const plan = await shop.plan({ wall: noon });
    await expect(shop.apply(plan, { wall: hours(24) })).rejects.toMatchObject(code('PLAN.EXPIRED'));
    await expect(shop.apply(plan, { wall: hours(24), asOf: noon })).rejects.toMatchObject(code('PLAN.EXPIRED'));
    expect((await shop.apply(plan, { wall: hours(23), asOf: hours(-500) })).applied).toHaveLength(5);
  });

  it('for a day of --as-of when it was made with it', async () => {
    const shop = workshop();
    const plan = await shop.plan({ wall: hours(900), asOf: noon });
    await expect(shop.apply(plan, { wall: hours(900) })).rejects.toMatchObject(code('PLAN.EXPIRED'));
    await expect(shop.apply(plan, { wall: hours(900), asOf: hours(24) })).rejects.toMatchObject(code('PLAN.EXPIRED'));
    await expect(shop.apply(plan, { wall: hours(900), asOf: hours(-1) })).rejects.toMatchObject(code('PLAN.TOO_EARLY'));
    expect((await shop.apply(plan, { wall: hours(900), asOf: noon })).applied).toHaveLength(5);
  });

  it('and cannot be made longer by planning with --as-of in the future', async () => {
    const shop = workshop();
    const plan = await shop.plan({ wall: noon, asOf: hours(9000) });
    await expect(shop.apply(plan, { wall: hours(30) })).rejects.toMatchObject(code('PLAN.TOO_EARLY'));
  });

  it('does not matter any more once it was applied', async () => {
    const shop = workshop();
    const plan = await shop.plan();
    const first = await shop.apply(plan);
    const again = await shop.apply(plan, { wall: hours(50), ifNotApplied: true });
    expect(again).toEqual({ ...first, applied: [] });
    await expect(shop.apply(plan, { wall: hours(50) })).rejects.toMatchObject(code('PLAN.ALREADY_APPLIED'));
  });
});

describe('when a plan was applied', () => {
  it('is the time of the wall clock', async () => {
    const shop = workshop();
    const plan = await shop.plan({ wall: hours(2), asOf: noon });
    const { applied_at } = await shop.apply(plan, { wall: hours(2), asOf: hours(1) });
    expect(applied_at).toBe(hours(2).toISOString());
  });
});
