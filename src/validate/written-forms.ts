import { durationPattern } from '../base/duration.ts';

interface Form {
  readonly why: string;
  readonly next: string;
  /** What was probably meant. */
  readonly mend?: (text: string) => string | undefined;
}

const units: Readonly<Record<string, string>> = {
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'w',
  weeks: 'w',
  month: 'mo',
  months: 'mo',
  year: 'y',
  years: 'y',
  분: 'm',
  시간: 'h',
  일: 'd',
  주: 'w',
  개월: 'mo',
  년: 'y',
};

function mendDuration(text: string): string | undefined {
  const [, amount, word = ''] = /^\s*(?:P|-|\+)?\s*0*([1-9]\d*)\s*(\p{L}*)\s*$/u.exec(text) ?? [];
  // Most windows are days.
  if (amount !== undefined && word === '') return `${amount}d`;
  const unit = units[word.toLowerCase()] ?? ['m', 'h', 'd', 'w', 'mo', 'y'].find((one) => one === word.toLowerCase());
  return amount === undefined || unit === undefined ? undefined : `${amount}${unit}`;
}

function mendId(text: string): string | undefined {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '');
  return id === '' || /[^\p{ASCII}]/u.test(text) ? undefined : id;
}

function mendLocalTime(text: string): string | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[ T]?(\d{2}:\d{2})?.*$/.exec(text) ?? [];
  return date === undefined ? undefined : `${date}T${time ?? '10:00'}`;
}

/** YAML 1.1 counted 9:30 in seconds; 1.2 keeps it as text. */
function mendTimeOfDay(text: string): string | undefined {
  const [, hour = '', minute = '00', half] = /^\s*(\d{1,2})(?::(\d{2}))?\s*(am|pm)?\s*$/i.exec(text) ?? [];
  if (hour === '') return undefined;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function mendRate(text: string): string | undefined {
  const [, amount, unit] = /^\s*([1-9]\d*)\s*(?:\/|per\s)\s*(s|m)/.exec(text) ?? [];
  return amount === undefined ? undefined : `${amount}/${unit}`;
}

/** Of a path that leads elsewhere, or of a bare name, what it would be in the folder of lists. */
function mendListPath(text: string): string | undefined {
  const name =
    text
      .trim()
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.csv$/i, '') ?? '';
  return name === '' || name.includes('..') ? undefined : `lists/${name}.csv`;
}

const idForm: Form = {
  why: 'Names are small letters, digits, - and _, without spaces.',
  next: 'Write it in small letters.',
  mend: mendId,
};

/** The forms that the schemas ask for with a pattern, in words. */
const forms: Readonly<Record<string, Form>> = {
  [durationPattern]: {
    why: 'A length of time is a number and its unit without a space: 30m, 2h, 14d, 6w, 3mo, 1y. Years have up to three digits, the others more.',
    next: 'Write it like 14d.',
    mend: mendDuration,
  },
  // Steps of a sequence: what has the same length everywhere.
  '^([1-9][0-9]{0,5}(m|h)|[1-9][0-9]{0,4}d|[1-9][0-9]{0,3}w)$': {
    why: 'Between two steps it is minutes, hours, days or weeks: 30m, 2h, 14d, 6w. Months and years are of different lengths.',
    next: 'Write it like 14d.',
    mend: mendDuration,
  },
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': {
    why: 'A time of day has two digits each for the hour (00 to 23) and the minute: 09:00, 21:30.',
    next: 'Write it like 09:00, in quotes.',
    mend: mendTimeOfDay,
  },
  '^[a-z0-9][a-z0-9_-]*$': idForm,
  '^[A-Z]{3}$': {
    why: 'A currency is its ISO 4217 code of three capital letters: KRW, USD, EUR.',
    next: 'Write it like KRW.',
    mend: (text) => (/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined),
  },
  '^[1-9][0-9]*/(s|m)$': {
    why: 'A rate is messages a second or a minute: 200/s, 3000/m.',
    next: 'Write it like 200/s.',
    mend: mendRate,
  },
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$': {
    why: 'It is a local date and time with a T between them and no offset: 2026-12-01T19:00.',
    next: 'Write it like 2026-12-01T19:00.',
    mend: mendLocalTime,
  },
  '^lists/(?!.*\\.\\.)[^/\\\\].*\\.csv$': {
    why: 'A list is a CSV file in the folder lists/ of the workspace: lists/pmf-test.csv.',
    next: 'Put the file there, and write its path.',
    mend: mendListPath,
  },
  '^[^:\\u0000]+$': { why: 'A salt has no colon.', next: 'Write it without the colon.' },
  '^props\\.[A-Za-z0-9_.]+$': {
    why: 'It names a property of the event: props.crm_id',
    next: 'Write it like props.crm_id.',
    mend: (text) => (/^[A-Za-z0-9_]+$/.test(text) ? `props.${text}` : undefined),
  },
  '^person\\.[\\p{L}_][\\p{L}\\p{M}\\p{N}_.-]*$': {
    why: 'It names an attribute of the person: person.nickname',
    next: 'Write it like person.nickname.',
    mend: (text) => (/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(text) ? `person.${text}` : undefined),
  },
};

const forKeys: Readonly<Record<string, Form>> = {
  '^[a-z]{2,3}(-[A-Z]{2})?$': {
    why: 'A language is its code: ko, en, pt-BR.',
    next: 'Write the code of the language.',
    mend: (text) => (/^[A-Za-z]{2}$/.test(text) ? text.toLowerCase() : undefined),
  },
  '^[a-z][a-z0-9_]*$': {
    why: 'A variable is small letters, digits and _, beginning with a letter.',
    next: 'Rename it, here and in the copy.',
    mend: (text) => mendId(text)?.replaceAll('-', '_'),
  },
};

/** Whether a pattern asks for a length of time, whatever its limits are. */
export const isLengthOfTime = (pattern: unknown): boolean => forms[String(pattern)]?.mend === mendDuration;

/** What a pattern of a schema asks for, and what the text was probably meant to be. */
export function writtenForm(
  pattern: unknown,
  text: string,
): Omit<Form, 'mend'> & { readonly suggestions: readonly string[] } {
  const form = forms[String(pattern)] ??
    forKeys[String(pattern)] ?? {
      why: `It has to look like ${String(pattern)}.`,
      next: 'Write it in that form.',
    };
  const mended = form.mend?.(text);
  return {
    why: form.why,
    next: form.next,
    suggestions:
      mended !== undefined && mended !== text && new RegExp(String(pattern), 'u').test(mended) ? [mended] : [],
  };
}
