import { makeWorld, type PersonRow, type World } from './world.ts';

type Times = Readonly<Record<string, string>>;

/** People who were seen and listened at these times. */
function seen(times: Times, tz?: string): Pick<World, 'people' | 'listens'> {
  return {
    people: Object.entries(times).map(([id, seen_at]) => ({ id, seen_at, ...(tz === undefined ? {} : { tz }) })),
    listens: Object.entries(times).map(([listener_id, started_at], id) => ({ id, listener_id, started_at })),
  };
}

export const edges = makeWorld({
  now: '2026-11-01T12:00:00.000Z',
  ...seen({
    out: '2026-10-25T11:59:59.999Z',
    edge: '2026-10-25T12:00:00.000Z',
    just: '2026-11-01T11:59:59.999Z',
    now: '2026-11-01T12:00:00.000Z',
    future: '2026-11-02T11:59:59.999Z',
  }),
});

export const december = makeWorld({
  now: '2026-12-30T12:00:00.000Z',
  ...seen({
    before22: '2025-02-28T11:59:59.999Z',
    edge22: '2025-02-28T12:00:00.000Z',
    edge10: '2026-02-28T12:00:00.000Z',
    march: '2026-03-31T12:00:00.000Z',
  }),
});

export const leapDay = makeWorld({
  now: '2028-02-29T12:00:00.000Z',
  ...seen({
    before4: '2024-02-29T11:59:59.999Z',
    edge4: '2024-02-29T12:00:00.000Z',
    before1: '2027-02-28T11:59:59.999Z',
    edge1: '2027-02-28T12:00:00.000Z',
    march29: '2028-03-29T11:59:59.999Z',
    march30: '2028-03-29T12:00:00.000Z',
  }),
});

const birthdays: readonly PersonRow[] = [
  { id: 'feb28', born: '2001-02-28' },
  { id: 'feb29', born: '2000-02-29' },
  { id: 'mar1', born: '2001-03-01' },
  { id: 'dec31', born: '1970-12-31' },
  { id: 'jan4', born: '2030-01-04' },
  { id: 'jan5', born: '1969-01-05' },
  { id: 'none' },
];
/** The 25th of February in Seoul. */
export const february = (year: number): World => makeWorld({ now: `${year}-02-24T15:00:00.000Z`, people: birthdays });
/** The 29th of December in Seoul. */
export const newYear = makeWorld({ now: '2026-12-29T14:59:59.999Z', people: birthdays });

/** 5:00 on 1 January, a Friday, in Seoul; 15:00 on 31 December in New York. */
export const twoDays = makeWorld({
  now: '2026-12-31T20:00:00.000Z',
  people: [
    { id: 'seoul', tz: 'Asia/Seoul', born: '1990-01-01' },
    { id: 'york', tz: 'America/New_York', born: '1990-01-01' },
    { id: 'york31', tz: 'America/New_York', born: '1989-12-31' },
    { id: 'nowhere', tz: ' ', born: '1990-01-08' },
  ],
});

interface OddDay {
  readonly tz: string;
  readonly now: string;
  readonly first: string;
  /** The first moment of the next day. */
  readonly end: string;
}

/** People at the ends of a day: `first` and `last` in it, `before` and `after` not; orders on both sides of it. */
function oddDay({ tz, now, first, end }: OddDay): World {
  const at = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString();
  const last = at(end, -1);
  const carts = ['first', 'last'].flatMap((id) => [
    { person_id: id, occurred_at: first },
    { person_id: id, occurred_at: last },
  ]);
  const orders = [at(first, -1), first, last, end].map((occurred_at) => ({ person_id: 'first', occurred_at }));
  return makeWorld({
    now,
    ...seen({ before: at(first, -1), first, last, after: end }, tz),
    events: [
      ...carts.map((row, id) => ({ id, name: 'cart', ...row })),
      ...orders.map((row, id) => ({ id: id + 10, name: 'order', ...row })),
    ],
  });
}

export const oddDays = {
  'New York, put back': oddDay({
    tz: 'America/New_York',
    now: '2026-11-02T12:00:00.000Z',
    first: '2026-11-01T04:00:00.000Z',
    end: '2026-11-02T05:00:00.000Z',
  }),
  'Berlin, put forward': oddDay({
    tz: 'Europe/Berlin',
    now: '2026-03-30T12:00:00.000Z',
    first: '2026-03-28T23:00:00.000Z',
    end: '2026-03-29T22:00:00.000Z',
  }),
  'Lord Howe, put forward by half an hour': oddDay({
    tz: 'Australia/Lord_Howe',
    now: '2026-10-05T00:00:00.000Z',
    first: '2026-10-03T13:30:00.000Z',
    end: '2026-10-04T13:00:00.000Z',
  }),
  'St. John’s, put back': oddDay({
    tz: 'America/St_Johns',
    now: '2026-11-02T12:00:00.000Z',
    first: '2026-11-01T02:30:00.000Z',
    end: '2026-11-02T03:30:00.000Z',
  }),
  'São Paulo, where midnight did not come': oddDay({
    tz: 'America/Sao_Paulo',
    now: '2018-11-05T12:00:00.000Z',
    first: '2018-11-04T03:00:00.000Z',
    end: '2018-11-05T02:00:00.000Z',
  }),
  'Beirut, where midnight did not come': oddDay({
    tz: 'Asia/Beirut',
    now: '2022-03-28T12:00:00.000Z',
    first: '2022-03-26T22:00:00.000Z',
    end: '2022-03-27T21:00:00.000Z',
  }),
  'Seoul, a day like any other': oddDay({
    tz: 'Asia/Seoul',
    now: '2026-11-01T12:00:00.000Z',
    first: '2026-10-30T15:00:00.000Z',
    end: '2026-10-31T15:00:00.000Z',
  }),
};

/** Now is Sunday, 1 November, in Seoul, whose weeks and months begin at 15:00 UTC the day before. */
export const weeks = makeWorld({
  now: '2026-11-01T12:00:00.000Z',
  ...seen(
    {
      today: '2026-10-31T15:00:00.000Z',
      thismon: '2026-10-25T15:00:00.000Z',
      sun: '2026-10-25T14:59:59.999Z',
      mon: '2026-10-18T15:00:00.000Z',
      sunbefore: '2026-10-18T14:59:59.999Z',
      oct: '2026-09-30T15:00:00.000Z',
      sep: '2026-09-30T14:59:59.999Z',
    },
    'Asia/Seoul',
  ),
});

export const hours = makeWorld({
  people: [
    { id: 'once', tz: 'America/New_York', seen_at: '2026-11-01T05:30:00.000Z' },
    { id: 'again', tz: 'America/New_York', seen_at: '2026-11-01T06:30:00.000Z' },
    { id: 'gap', tz: 'America/New_York', seen_at: '2026-03-08T07:00:00.000Z' },
    { id: 'kolkata', tz: 'Asia/Kolkata', seen_at: '2026-11-01T18:29:59.000Z' },
  ],
});

/** 4 November 2018 began at 1:00. */
export const saoPaulo = makeWorld({
  timezone: 'America/Sao_Paulo',
  people: [
    { id: 'before', seen_at: '2018-11-04T02:59:59.999Z', seen_text: '2018-11-03' },
    { id: 'first', seen_at: '2018-11-04T03:00:00.000Z', seen_text: '2018-11-04' },
  ],
});

const readable: Times = {
  z: '2026-11-01T12:00:00Z',
  blank: '2026-11-01 12:00:00',
  short: '2026-11-01T12:00',
  fraction: '2026-11-01T12:00:00.000',
  utc: '2026-11-01 12:00:00 UTC',
  east: '2026-11-01T21:00:00+09:00',
  hours: '2026-11-01 21:00:00+09',
  together: '2026-11-01T21:00:00 +0900',
  west: '2026-11-01T08:30:00-0330',
};
const notReadable: Times = {
  february: '2026-02-30T00:00:00Z',
  leap: '2026-02-29',
  hour24: '2026-11-01T24:00:00Z',
  minute: '2026-11-01T12:60:00Z',
  far: '2026-11-01T12:00:00+16:00',
  hour: '2026-11-01T12',
  digits: '20261101',
  year0: '0000-01-01',
  word: 'yesterday',
  nothing: '',
};
export const sameMoment = Object.keys(readable).join(' ');
export const unreadable = Object.keys(notReadable).join(' ');

export const forms = makeWorld({
  now: '2026-11-01T12:00:30.000Z',
  people: Object.entries({ ...readable, ...notReadable }).map(([id, seen_text]) => ({
    id,
    seen_text,
    ...(id === 'z' ? { last_ms: 1_793_534_400_000, first_s: 1_793_534_400, age: 1_793_534_400 } : {}),
    ...(id === 'blank' ? { last_ms: 1_793_534_400, first_s: 9e15 } : {}),
  })),
});
