import { describe } from 'vitest';
import { theStores } from './stores.ts';
import { theJudge } from './world/answerer.ts';
import { checkExamples, type Example } from './world/examples.ts';
import { smallWorld } from './world/small-world.ts';

/** Who is asked: everybody must give the same people. */
const makers = [theJudge, ...theStores];

/** Each line of "what must be expressible", as somebody would write it; this is what a store alone can tell. */
const ofTheStore: readonly Example[] = [
  ['a set of texts', '{ attribute: country, in: [KR, JP] }', 'ada cho eve zed'],
  [
    'a negation, which is for people without a value too',
    '{ attribute: plan, is_not: plus }',
    'bo cho dee eve visitor zed',
  ],
  ['a part of a text', '{ attribute: plan, contains: plus }', 'ada dee'],
  ['an underscore is a plain character', '{ attribute: plan, contains: _ }', 'dee'],
  ['the beginning of a Korean word', '{ attribute: plan, starts_with: 프리 }', 'cho'],
  ['text without regard to upper and lower case', '{ attribute: country, is: kr, ignore_case: true }', 'ada cho zed'],
  ['a regular expression', '{ attribute: plan, matches: "^plus(_trial)?$" }', 'ada dee'],
  ['no regular expression', '{ attribute: plan, not_matches: "^plus" }', 'bo cho eve visitor zed'],
  ['a number', '{ attribute: score, at_least: 3 }', 'ada bo cho'],
  ['a range of numbers, both ends included', '{ attribute: score, between: [0, 7] }', 'bo cho dee'],
  ['outside a range', '{ attribute: score, not_between: [0, 7] }', 'ada eve visitor zed'],
  ['yes', '{ attribute: staff, is: true }', 'ada'],
  ['no', '{ attribute: staff, is: false }', 'bo cho eve'],
  ['neither yes nor no', '{ attribute: staff, exists: false }', 'dee visitor zed'],
  ['missing', '{ attribute: plan, exists: false }', 'visitor zed'],
  ['empty', '{ attribute: plan, empty: true }', 'eve visitor zed'],
  ['null inside JSON is missing', '{ attribute: profile.address.city, exists: false }', 'dee eve visitor zed'],
  ['an absolute date', '{ attribute: seen_at, before: 2026-10-20 }', 'bo dee'],
  ['a relative date', '{ attribute: seen_at, after: -7d }', 'ada cho eve'],
  ['in the last days', '{ attribute: seen_at, within: 7d }', 'ada cho'],
  ['a date to come', '{ attribute: profile.renews, within_next: 7d }', 'ada'],
  ['birthdays of a week', '{ attribute: born, anniversary_within: 7d }', 'ada'],
  ['birthdays across new year', '{ attribute: born, anniversary_within: 9w }', 'ada bo dee'],
  ['a day of the week', '{ attribute: seen_at, on_day_of_week: [sat] }', 'ada'],
  ['a month', '{ attribute: born, in_month: [12, 1] }', 'bo dee'],
  ['an hour where the person is', '{ attribute: seen_at, in_hour: [21] }', 'ada cho'],
  ['a nested path', '{ attribute: profile.address.city, is: 서울 }', 'ada'],
  ['one of an array', '{ attribute: tags, has_any: [vip] }', 'ada bo'],
  ['all of an array', '{ attribute: tags, has_all: [vip, beta] }', 'ada'],
  ['none of an array', '{ attribute: tags, has_none: [vip] }', 'cho dee eve visitor zed'],
  [
    'the length of an array; what is no array has none',
    '{ attribute: profile.langs, length: { at_least: 0 } }',
    'ada bo cho',
  ],
  [
    'two tests on the same object of an array',
    `
attribute: profile.pets
has_element:
  - { property: kind, is: cat }
  - { property: age, at_least: 5 }
`,
    'bo',
  ],
  [
    'events counted in a window',
    `
event: listen
count: { at_least: 2 }
within: 7d
`,
    'ada cho',
  ],
  ['not once in a window', '{ event: listen, never: true, within: 14d }', 'bo dee eve zed'],
  [
    'events with a property',
    `
event: listen
within: 7d
where:
  - { property: seconds, at_least: 60 }
`,
    'ada cho visitor',
  ],
  ['different values', '{ event: listen, distinct: { of: dj_id, at_least: 2 } }', 'ada cho'],
  ['a sum', '{ event: order, sum: { of: amount, at_least: 50000 }, within: 30d }', 'ada'],
  ['an average', '{ event: order, avg: { of: amount, at_least: 25000 } }', 'ada dee'],
  ['the greatest', '{ event: listen, max: { of: seconds, at_least: 600 } }', 'bo cho'],
  ['the least', '{ event: listen, min: { of: seconds, less_than: 60 } }', 'ada bo cho'],
  ['did it first lately', '{ event: listen, first: { within: 7d } }', 'ada cho visitor'],
  ['did it last long ago', '{ event: listen, last: { before: -14d } }', 'bo'],
  ['a property of the very last event', '{ event: order, last_value: { property: status, is: delivered } }', 'bo dee'],
  ['active on so many days', '{ event: listen, days: { at_least: 2 }, within: 7d }', 'ada cho'],
  [
    'one thing, then another within a day, a third not in between',
    `
sequence:
  - { event: cart }
  - { event: gift, absent: true }
  - { event: order, within: 1d }
within: 30d
`,
    'ada',
  ],
  [
    'one thing, and not another within a day',
    `
sequence:
  - { event: cart }
  - { event: order, within: 1d, absent: true }
within: 30d
`,
    'cho',
  ],
  ['the best half', '{ top: { percent: 50, by: { event: order, sum: amount } } }', 'ada dee'],
  ['reachable by mail; who shares an address shares a withdrawal', '{ reachable: email }', 'ada bo'],
  ['reachable by text message', '{ reachable: sms }', 'ada bo cho'],
  ['reachable by push', '{ reachable: push }', 'ada'],
  ['reachable for a topic', '{ reachable: { medium: email, topic: news } }', 'ada'],
  [
    'consent that is two years old in a month',
    '{ consent: { medium: email, topic: news, granted: { older_than: 23mo } } }',
    'ada',
  ],
  ['consent for the night', '{ consent: { medium: sms, night: true } }', 'ada'],
  ['a segment of segments', '{ segment: koreans-outside }', 'cho zed'],
  ['a random sample', '{ sample: { salt: pmf-2026, from: 0, to: 50 } }', 'ada bo cho dee eve'],
  ['a version of the app or later', '{ attribute: app_version, version_at_least: "5.12" }', 'ada eve'],
  ['an old version of the app', '{ attribute: app_version, version_less_than: "5.12" }', 'bo cho'],
  ['so many devices', '{ related: devices, count: { at_least: 2 } }', 'ada'],
  ['near a place', '{ near: { lat: 37.5665, lng: 126.978, km: 50 } }', 'ada eve'],
  ['the hour where they are now', '{ local_time: { between: ["20:00", "22:00"] } }', 'ada cho eve visitor zed'],
  ['anonymous visitors', '{ attribute: signed_up_at, exists: false }', 'visitor'],
  [
    'rows of a related table',
    `
related: invoices
where:
  - { property: status, is: open }
  - { property: due_at, before: -1d }
`,
    'bo dee',
  ],
  ['a query of their own', 'sql: select id from people where age > 40', 'dee eve'],
  [
    'did one thing, not yet another',
    `
all:
  - { event: cart }
  - not: { event: order }
`,
    'cho',
  ],
  ['a cohort by date', '{ attribute: signed_up_at, between: [2026-10-01, 2026-11-01] }', 'cho zed'],
  [
    'members of an account',
    `
related: seats
where:
  - { property: account, is: acme }
`,
    'ada bo',
  ],
  ['the first three people', '{ top: { people: 3 } }', 'ada bo cho'],
];

/** What our own records of messages and segments tell, and files of ids. */
const ofOurRecords: readonly Example[] = [
  ['received a campaign', '{ message: welcome, was: delivered }', 'ada'],
  ['was shown something in a channel', '{ message: { channel: email }, was: shown }', 'ada'],
  ['clicked a variant', '{ message: { variant: [welcome, a] }, was: clicked }', 'ada'],
  ['converted by messages with a tag', '{ message: { tag: onboarding }, was: converted }', 'ada'],
  [
    'sent to, but not delivered',
    `
all:
  - { message: sale }
  - not: { message: sale, was: delivered }
`,
    'bo',
  ],
  ['messages counted', '{ message: any, count: { at_least: 2 } }', 'ada bo'],
  ['two clicks on one message are one', '{ message: any, was: clicked, count: { at_least: 2 } }', ''],
  ['in a control group', '{ message: sale, was: held_out }', 'dee'],
  ['never messaged', '{ message: any, never: true }', 'dee eve visitor zed'],
  ['last messaged', '{ message: any, last: { within: 7d } }', 'ada bo cho'],
  ['first messaged', '{ message: any, first: { older_than: 14d } }', 'ada bo'],
  ['bounced twice', '{ message: any, was: bounced, count: { at_least: 2 }, within: 60d }', 'bo'],
  ['complained', '{ message: any, was: complained }', 'cho'],
  ['a list', '{ list: lists/pmf-test.csv, column: user_id }', 'bo eve'],
  ['came into a segment lately', '{ entered: { segment: koreans, within: 14d } }', 'cho zed'],
  ['is in a segment for a while', '{ member_for: { segment: koreans, at_least: 14d } }', 'ada'],
];

describe('what must be expressible about the store', () => {
  checkExamples(smallWorld, ofTheStore, makers);
});

describe('what must be expressible about our records', () => {
  checkExamples(smallWorld, ofOurRecords, makers);
});
