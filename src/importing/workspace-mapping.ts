import type { StoreMapping } from '../model/workspace.ts';
import { emailNames, findNamed, nameKey, phoneNames } from './names.ts';
import type { InferredColumn, InferredTable } from './types.ts';

interface Tables {
  readonly people: InferredTable;
  readonly events?: InferredTable | undefined;
  readonly storeUrl: string;
}

type People = StoreMapping['people'];
type Addresses = NonNullable<People['addresses']>;
type Medium = 'email' | 'sms' | 'push' | 'in_app';

const createdNames = [
  ...[
    'signed_up_at',
    'created_at',
    'joined_at',
    'signup_at',
    'sign_up_at',
    'registered_at',
    'signed_up_on',
    'joined_on',
  ],
  ...['signup_date', 'sign_up_date', 'joined_date', 'registration_date', 'created', '가입일', '가입일시', '가입일자'],
];
const timezoneNames = ['tz', 'timezone', 'time_zone', '시간대'];
const localeNames = ['locale', 'lang', 'language', '언어'];
const pushNames = ['push_token', 'fcm_token', 'device_token'];

/** The `store:` part of crm.yaml for the imported tables. Attributes are left out: every column under its own name. */
export function workspaceMapping({ people, events, storeUrl }: Tables): StoreMapping {
  const created = findNamed(people.columns, createdNames).find(({ type }) => type === 'instant' || type === 'date');
  const timezone = findNamed(people.columns, timezoneNames).find(({ type }) => type === 'text');
  const locale = findNamed(people.columns, localeNames).find(({ type }) => type === 'text');
  const addresses = findAddresses(people.columns);
  const consent = findConsent(people.columns);
  return {
    url: storeUrl,
    people: {
      table: people.name,
      id: people.id ?? 'person_id',
      ...(created ? { created_at: created.name } : {}),
      ...(timezone ? { timezone: timezone.name } : {}),
      ...(locale ? { locale: locale.name } : {}),
      ...(Object.keys(addresses).length > 0 ? { addresses } : {}),
      ...(Object.keys(consent).length > 0 ? { consent: { columns: consent } } : {}),
    },
    ...(events?.event ? { events: [{ table: events.name, ...events.event, properties: 'props' }] } : {}),
  };
}

function findAddresses(columns: readonly InferredColumn[]): Addresses {
  const mostly = ({ alike, filled }: InferredColumn): boolean => alike * 2 > filled;
  const email = findNamed(columns, emailNames).find(mostly);
  const sms = findNamed(columns, phoneNames).find(mostly);
  const push = findNamed(columns, pushNames).find(({ type, filled }) => type === 'text' && filled > 0);
  return {
    ...(email ? { email: email.name } : {}),
    ...(sms ? { sms: sms.name } : {}),
    ...(push ? { push: push.name } : {}),
  };
}

const media: readonly { readonly medium: Medium; readonly words: string }[] = [
  { medium: 'email', words: 'email|e_mail|이메일' },
  { medium: 'sms', words: 'sms|문자' },
  { medium: 'push', words: 'push|app_push|푸시|앱푸시|앱_푸시' },
  { medium: 'in_app', words: 'in_app|inapp' },
];
const yes = 'opt_in|optin|opted_in|consent|consented|agree|agreed|subscribed|marketing|수신동의|수신_동의|동의';

/** Names that say yes to a medium. Whole names only: `email_opt_out` and `sms_marketing_count` must not count as consent. */
function consentPattern(words: string): RegExp {
  const after = `(?:${words})_?(?:marketing_|마케팅_)?(?:${yes})`;
  const before = `(?:marketing|accepts|opt_in|optin|consent|agree|agreed)_(?:${words})(?:_(?:${yes}))?`;
  return new RegExp(`^(?:is_|has_)?(?:${after}|${before})$`, 'u');
}

function findConsent(columns: readonly InferredColumn[]): Partial<Record<Medium, string>> {
  const found: Partial<Record<Medium, string>> = {};
  const flags = columns.filter(({ type, zeroOne }) => type === 'boolean' || (type === 'integer' && zeroOne));
  for (const { medium, words } of media) {
    const pattern = consentPattern(words);
    const column = flags.find(({ name }) => pattern.test(nameKey(name)));
    if (column) found[medium] = column.name;
  }
  return found;
}
