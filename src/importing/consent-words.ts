const yes = [
  ...[
    '1',
    'true',
    'yes',
    'y',
    'o',
    '○',
    '◯',
    '〇',
    't',
    'on',
    'agree',
    'agreed',
    'optin',
    'optedin',
    'subscribed',
    'granted',
  ],
  ...['예', '네', '동의', '동의함', '수신', '수신함', '수신동의', '허용', '승인'],
  ...['はい', '同意', '同意する', '希望', '希望する', '受信', '許可'],
];
const no = [
  ...['0', 'false', 'no', 'n', 'x', '×', '✕', 'f', 'off', 'disagree', 'disagreed', 'optout', 'optedout'],
  ...['unsubscribed', 'denied', 'refused', 'revoked', 'none'],
  ...['아니오', '아니요', '아뇨', '거부', '거절', '미동의', '비동의', '부동의', '동의안함', '동의하지않음', '미수신'],
  ...['수신안함', '수신거부', '철회', '동의철회', '해지', '차단', '불허', '없음'],
  ...['いいえ', '拒否', '同意しない', '希望しない', '不可'],
];
const meanings: ReadonlyMap<string, 0 | 1> = new Map([
  ...yes.map((word): [string, 0 | 1] => [word, 1]),
  ...no.map((word): [string, 0 | 1] => [word, 0]),
]);

/** What a cell of a consent column says; undefined when that is not clear, which must never count as consent. */
export function readConsent(cell: string): 0 | 1 | undefined {
  if (cell.length > 20) return undefined;
  return meanings.get(
    cell
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]+/g, ''),
  );
}
