import { afterAll, beforeAll, describe } from 'vitest';
import { theStores } from './stores.ts';
import { theJudge } from './world/answerer.ts';
import { checkExamples } from './world/examples.ts';
import * as worlds from './world/time-worlds.ts';

/** Who is asked: everybody must give the same people. */
const makers = [theJudge, ...theStores];

/** The zone of the machine is nobody's. */
describe.each(['UTC', 'Asia/Seoul', 'America/St_Johns'])('on a machine in %s', (zone) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  describe('windows begin with their first moment and end before their last', () => {
    const examples = [
      ['events within', '{ event: listen, within: 7d }', 'edge just'],
      ['events since and until', '{ event: listen, since: -7d, until: 2026-11-01T11:59:59.999Z }', 'edge'],
      ['events at or after now are invisible', '{ event: listen }', 'edge just out'],
      ['an end after now shows no more', '{ event: listen, since: -7d, until: +1d }', 'edge just'],
      ['first did', '{ event: listen, first: { within: 7d } }', 'edge just'],
      ['last did', '{ event: listen, last: { older_than: 7d } }', 'out'],
      ['last did, strictly after', '{ event: listen, last: { after: -7d } }', 'just'],
      ['a value within', '{ attribute: seen_at, within: 7d }', 'edge just'],
      ['a value within the next', '{ attribute: seen_at, within_next: 1d }', 'future now'],
      ['older than is strict', '{ attribute: seen_at, older_than: 7d }', 'out'],
      ['before is strict', '{ attribute: seen_at, before: -7d }', 'out'],
      ['after is strict', '{ attribute: seen_at, after: -7d }', 'future just now'],
      ['at least is not', '{ attribute: seen_at, at_least: -7d }', 'edge future just now'],
      ['between has both ends', '{ attribute: seen_at, between: [-7d, 2026-11-01T12:00:00Z] }', 'edge just now'],
    ] as const;
    checkExamples(worlds.edges, examples, makers);
  });

  describe('months and years keep the day, cut at the end of the month, in UTC', () => {
    const examples = [
      ['ten months before 30 December', '{ attribute: seen_at, within: 10mo }', 'edge10 march'],
      ['ten months are not 300 days', '{ attribute: seen_at, within: 300d }', 'march'],
      ['22 months before', '{ attribute: seen_at, older_than: 22mo }', 'before22'],
      ['events', '{ event: listen, within: 22mo }', 'edge10 edge22 march'],
    ] as const;
    checkExamples(worlds.december, examples, makers);
  });

  describe('years from 29 February', () => {
    const examples = [
      ['one year before is the 28th', '{ event: listen, within: 1y }', 'edge1'],
      ['four years before is the 29th', '{ event: listen, within: 4y }', 'before1 edge1 edge4'],
      ['a month to come', '{ attribute: seen_at, within_next: 1mo }', 'march29'],
    ] as const;
    checkExamples(worlds.leapDay, examples, makers);
  });

  describe('29 February comes round on the 28th in other years', () => {
    const examples = [
      ['until the 28th', '{ attribute: born, anniversary_within: 4d }', 'feb28 feb29'],
      ['and the 1st of March is another day', '{ attribute: born, anniversary_within: 5d }', 'feb28 feb29 mar1'],
      ['a month', '{ attribute: born, anniversary_within: 1mo }', 'feb28 feb29 mar1'],
      [
        'a year is everybody with a date',
        '{ attribute: born, anniversary_within: 1y }',
        'dec31 feb28 feb29 jan4 jan5 mar1',
      ],
    ] as const;
    checkExamples(worlds.february(2026), examples, makers);
  });

  describe('29 February is itself in a leap year', () => {
    const examples = [
      ['until the 28th', '{ attribute: born, anniversary_within: 4d }', 'feb28'],
      ['until the 29th', '{ attribute: born, anniversary_within: 5d }', 'feb28 feb29'],
    ] as const;
    checkExamples(worlds.february(2028), examples, makers);
  });

  describe('new year', () => {
    const examples = [
      ['birthdays of this week and of January', '{ attribute: born, anniversary_within: 7d }', 'dec31 jan4'],
      ['one day more', '{ attribute: born, anniversary_within: 8d }', 'dec31 jan4 jan5'],
      ['today only', '{ attribute: born, anniversary_within: 1d }', ''],
    ] as const;
    checkExamples(worlds.newYear, examples, makers);
  });

  describe('today is what it is where the person is', () => {
    const examples = [
      ['birthdays', '{ attribute: born, anniversary_within: 1d }', 'seoul york31'],
      ['the hour', '{ local_time: { between: ["05:00", "06:00"] } }', 'nowhere seoul'],
      ['over midnight', '{ local_time: { between: ["22:00", "05:01"] } }', 'nowhere seoul'],
      ['the end is not in it', '{ local_time: { between: ["22:00", "05:00"] } }', ''],
      ['the day of the week', '{ local_time: { days: [thu] } }', 'york york31'],
      ['a plain date is a day of no zone', '{ attribute: born, in_month: [1] }', 'nowhere seoul york'],
      ['at midnight', '{ attribute: born, in_hour: [0] }', 'nowhere seoul york york31'],
      ['and of one weekday', '{ attribute: born, on_day_of_week: [mon] }', 'nowhere seoul york'],
    ] as const;
    checkExamples(worlds.twoDays, examples, makers);
  });

  describe('a day of 25 hours, of 23, of 24 and a half, and without midnight', () => {
    for (const [name, world] of Object.entries(worlds.oddDays)) {
      describe(name, () => {
        const examples = [
          ['yesterday', '{ event: listen, calendar: { last: 1, unit: day } }', 'first last'],
          ['the day before', '{ event: listen, calendar: { last: 2, unit: day } }', 'before first last'],
          ['its two ends are one day', '{ event: cart, days: { is: 1 } }', 'first last'],
          ['its neighbours are others', '{ event: order, days: { is: 3 } }', 'first'],
        ] as const;
        checkExamples(world, examples, makers);
      });
    }
  });

  describe('weeks from Monday and months, on the calendar of the person', () => {
    const examples = [
      ['the week before this', '{ event: listen, calendar: { last: 1, unit: week } }', 'mon sun'],
      ['two weeks', '{ event: listen, calendar: { last: 2, unit: week } }', 'mon sun sunbefore'],
      [
        'the month before this',
        '{ event: listen, calendar: { last: 1, unit: month } }',
        'mon oct sun sunbefore thismon',
      ],
      ['two months', '{ event: listen, calendar: { last: 2, unit: month } }', 'mon oct sep sun sunbefore thismon'],
    ] as const;
    checkExamples(worlds.weeks, examples, makers);
  });

  describe('hours that come twice or not at all', () => {
    const examples = [
      ['twice', '{ attribute: seen_at, in_hour: [1] }', 'again once'],
      ['not at all', '{ attribute: seen_at, in_hour: [2] }', ''],
      ['the next', '{ attribute: seen_at, in_hour: [3] }', 'gap'],
      ['half an hour', '{ attribute: seen_at, in_hour: [23] }', 'kolkata'],
    ] as const;
    checkExamples(worlds.hours, examples, makers);
  });

  describe('a date is midnight in the zone of the workspace, or the first moment of the day', () => {
    const examples = [
      ['before', '{ attribute: seen_at, before: 2018-11-04 }', 'before'],
      ['at least', '{ attribute: seen_at, at_least: 2018-11-04 }', 'first'],
      ['text that is a date', '{ attribute: seen_text, at_least: 2018-11-04T03:00:00Z }', 'first'],
      ['text that is a date, strictly', '{ attribute: seen_text, after: 2018-11-04T03:00:00Z }', ''],
    ] as const;
    checkExamples(worlds.saoPaulo, examples, makers);
  });

  describe('text and numbers of others that are times', () => {
    const examples = [
      [
        'one moment in many forms',
        '{ attribute: seen_text, between: [2026-11-01T12:00Z, 2026-11-01T12:00:00Z] }',
        worlds.sameMoment,
      ],
      ['what cannot be read is missing', '{ attribute: seen_text, after: 0001-01-01 }', worlds.sameMoment],
      ['but it is there', '{ attribute: seen_text, exists: true }', `${worlds.sameMoment} ${worlds.unreadable}`],
      ['milliseconds', '{ attribute: last_ms, within: 1m }', 'z'],
      ['seconds', '{ attribute: first_s, within: 1m }', 'z'],
      ['a number without a unit is no time', '{ attribute: age, before: 2030-01-01 }', ''],
    ] as const;
    checkExamples(worlds.forms, examples, makers);
  });
});
