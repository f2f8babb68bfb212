import { describe, expect, it } from 'vitest';
import { makeStore, now, readTable, time } from './read-store.ts';

const day = 86_400_000;
const store = makeStore(4000, 3);
const people = readTable(store, 'people');
const lastOpened = new Map<unknown, number>();
for (const { person_id, name, occurred_at } of readTable(store, 'events')) {
  if (name === 'app_opened') lastOpened.set(person_id, Math.max(time(occurred_at), lastOpened.get(person_id) ?? 0));
}

/** segments/new, active, dormant and churned in words of their own: each from the data, none from another. */
const activity = {
  new: (signedUp: number | null) => signedUp === null || signedUp >= now.getTime() - 14 * day,
  active: (signedUp: number | null, opened: number) => old(signedUp) && opened >= now.getTime() - 14 * day,
  dormant: (signedUp: number | null, opened: number) =>
    old(signedUp) && opened < now.getTime() - 14 * day && opened >= now.getTime() - 60 * day,
  churned: (signedUp: number | null, opened: number) => old(signedUp) && opened < now.getTime() - 60 * day,
} as const;

const old = (signedUp: number | null): boolean => signedUp !== null && signedUp < now.getTime() - 14 * day;

describe('the partition by activity', () => {
  const groups = people.map(({ id, signed_up_at }) => {
    const signedUp = signed_up_at === null ? null : time(signed_up_at);
    const opened = lastOpened.get(id) ?? Number.NEGATIVE_INFINITY;
    return {
      visitor: signedUp === null,
      in: Object.entries(activity).flatMap(([name, test]) => (test(signedUp, opened) ? [name] : [])),
    };
  });

  it('has everybody exactly once', () => {
    expect(groups.filter((group) => group.in.length !== 1)).toEqual([]);
  });

  it('has visitors among the new', () => {
    const visitors = groups.filter(({ visitor }) => visitor);
    expect(visitors.length).toBeGreaterThan(100);
    expect(visitors.every((group) => group.in[0] === 'new')).toBe(true);
  });

  it('has enough people in each part to learn from', () => {
    for (const name of Object.keys(activity))
      expect(groups.filter((group) => group.in[0] === name).length / groups.length, name).toBeGreaterThan(0.08);
  });
});
