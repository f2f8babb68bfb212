import { describe, expect, it } from 'vitest';
import { makeStore, readTable, time } from './read-store.ts';

const store = makeStore(4000);
const homes = new Map(readTable(store, 'people').map(({ id, tz }) => [id, tz]));
const opened = readTable(store, 'events').filter(({ name }) => name === 'app_opened');

const openedIn = (zone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23', weekday: 'short' });
  return opened
    .filter(({ person_id }) => homes.get(person_id ?? null) === zone)
    .map(({ occurred_at }) => {
      const parts = Object.fromEntries(format.formatToParts(time(occurred_at)).map(({ type, value }) => [type, value]));
      return { hour: Number(parts.hour), weekday: parts.weekday };
    });
};

describe('the rhythm of the demo', () => {
  it.each(['Asia/Seoul', 'America/Los_Angeles', 'Europe/Paris'])('peaks in the evening of %s', (zone) => {
    const visits = openedIn(zone);
    const between = (from: number, to: number): number => visits.filter(({ hour }) => hour >= from && hour < to).length;
    expect(between(19, 23)).toBeGreaterThan(2 * between(3, 7));
    expect(between(19, 23)).toBeGreaterThan(visits.length / 4);
  });

  it('peaks at the weekend', () => {
    const on = (weekday: string): number => openedIn('Asia/Seoul').filter((visit) => visit.weekday === weekday).length;
    expect(on('Sat')).toBeGreaterThan(1.3 * on('Tue'));
    expect(on('Sun')).toBeGreaterThan(1.3 * on('Tue'));
  });

  it('has a long tail: few people open the app often, half of them rarely', () => {
    const visits = new Map<unknown, number>();
    for (const { person_id } of opened) visits.set(person_id, (visits.get(person_id) ?? 0) + 1);
    const counts = [...visits.values()].sort((a, b) => a - b);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const tenth = counts.slice(-Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0);
    expect(tenth / total).toBeGreaterThan(0.35);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThan(15);
  });
});
