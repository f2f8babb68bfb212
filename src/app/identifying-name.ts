const words = new Set(
  [
    'name nickname firstname lastname surname fullname username login handle',
    'email mail phone mobile tel telephone cell address street zip zipcode postal postcode',
    'birth birthday birthdate dob born',
    'lat latitude lng lon longitude geo gps coordinates coords location position',
    'ip ssn passport iban password secret hash token fcm apns',
    'note notes memo comment comments bio about description message url link photo avatar image',
    'instagram kakao twitter facebook telegram id uid uuid guid key',
  ].flatMap((line) => line.split(' ')),
);

/** Korean and Japanese are written without blanks: these may stand anywhere in a name. */
const parts =
  /이름|성명|성함|닉네임|별명|별칭|메일|휴대|핸드폰|전화|연락처|주소|우편|생일|생년|출생|좌표|위도|경도|위치|주민|여권|계좌|카드번호|비밀번호|토큰|메모|비고|메시지|소개|아이디|번호|사진|名前|氏名|電話|住所|郵便|生年|誕生|メール|番号/;

/** Whether the name of a column says that its values tell who somebody is, or that somebody wrote them freely. */
export function hasIdentifyingName(column: string): boolean {
  if (parts.test(column.normalize('NFC'))) return true;
  return column
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => words.has(word));
}
