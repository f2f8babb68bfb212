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
  ...['no', 'memberno', 'customerno', 'userno', 'version', 'ver', 'appversion'],
]);
const notNumbersAsian = /전화|휴대폰|핸드폰|연락처|팩스|번호$|아이디|버전|電話|携帯|番号$/u;

/** Names of phone numbers, postal codes, ids and versions: digits that are no number, so that zeros stay. */
export const isNeverNumber = (name: string): boolean =>
  nameWords(name).some((word) => notNumbers.has(word)) || notNumbersAsian.test(name);

/** 이메일, 모바일, 파일, 과일, 요일 and 스타일 end like a day and are none. */
const timeEnding =
  /(?:^|_)(?:at|on|date|datetime|timestamp)$|(?:(?<!메|바|파|^과|요|스타)일|일시|일자|시각|날짜|日|日時|日付)$/u;

/** Names that say when something was: `paid_at`, `주문일시`. Not lengths of time such as `청취시간`. */
export const isTimeName = (name: string): boolean => timeEnding.test(nameKey(name));
