/** A column name as the store gets it: kept, but without blanks and signs that queries and paths give a meaning to. */
export const safeName = (header: string): string =>
  header
    .normalize('NFC')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_');

/** What names are compared by: userId, user-id and USER_ID are one. */
export const nameKey = (name: string): string => nameWords(name).join('_');

export const nameWords = (name: string): string[] =>
  name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/)
    .filter(Boolean);

/** The first of the wanted names that a column has, in the order of the wanted names. */
export function findNamed<T extends { readonly name: string }>(columns: readonly T[], wanted: readonly string[]): T[] {
  return wanted.flatMap((key) => columns.filter(({ name }) => nameKey(name) === key));
}

const notNumbers: ReadonlySet<string> = new Set([
  ...['phone', 'phones', 'telephone', 'tel', 'mobile', 'cell', 'cellphone', 'fax', 'phoneno', 'phonenumber'],
  ...['zip', 'zipcode', 'postal', 'postcode', 'postalcode'],
  ...['id', 'uid', 'uuid', 'guid', 'userid', 'memberid', 'customerid', 'personid', 'orderid', 'productid', 'deviceid'],
  ...['version', 'ver', 'appversion'],
]);
const notNumbersKorean = /전화|휴대폰|핸드폰|연락처|팩스|우편번호|회원번호|아이디|버전/u;

/** Names of phone numbers, postal codes, ids and versions: digits that are no number, so that zeros stay. */
export const isNeverNumber = (name: string): boolean =>
  nameWords(name).some((word) => notNumbers.has(word)) || notNumbersKorean.test(name);

export const idNames = [
  'id',
  'user_id',
  'customer_id',
  'person_id',
  'member_id',
  'uid',
  '회원번호',
  'userid',
  'customerid',
  'personid',
  'memberid',
] as const;

export const eventNames = {
  person: [
    'person_id',
    'user_id',
    'customer_id',
    'member_id',
    'uid',
    '회원번호',
    'personid',
    'userid',
    'customerid',
    'memberid',
  ],
  name: ['event_name', 'event', 'name', 'type', 'event_type', '이벤트', '이벤트명'],
  at: ['occurred_at', 'at', 'timestamp', 'time', 'event_time', 'created_at', 'date', '일시'],
  id: ['event_id', 'id'],
} as const;

export const emailNames = ['email', 'e_mail', 'email_address', 'mail', '이메일', '이메일주소', '이메일_주소'] as const;

export const phoneNames = [
  ...['mobile', 'mobile_phone', 'mobile_number', 'cell_phone', 'cellphone', 'cell'],
  ...['휴대폰', '휴대폰번호', '휴대폰_번호', '휴대전화', '휴대전화번호', '핸드폰', '핸드폰번호'],
  ...['phone', 'phone_number', 'phonenumber', 'sms', 'tel', 'telephone', '전화번호', '연락처'],
] as const;

export const propertyNames = ['props', 'properties', 'event_properties'] as const;
