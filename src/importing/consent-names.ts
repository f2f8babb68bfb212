import { nameKey } from './names.ts';

export type ConsentMedium = 'email' | 'sms' | 'push' | 'in_app';

const media: readonly { readonly medium: ConsentMedium; readonly words: string }[] = [
  { medium: 'email', words: 'email|mail|이메일|메일|전자우편|メール|メルマガ' },
  { medium: 'sms', words: 'sms|lms|문자|문자메시지|문자메세지|휴대폰|휴대전화|핸드폰' },
  { medium: 'push', words: 'push|apppush|푸시|푸쉬|앱푸시|앱푸쉬|앱알림|プッシュ' },
  { medium: 'in_app', words: 'inapp' },
];
const agree = 'optin|optedin|consent|consented|agree|agreed|agreement|subscribed|marketing|allowed|recv|rcv|receive';
const agreeKorean = '수신동의|수신허용|수신|동의|허용';
const purposeKorean = '(?:광고성?|마케팅|홍보)?(?:정보|메시지)?';
const agreeJapanese = '(?:配信|受信|購読)(?:希望|同意|許可|可否)?|希望|同意|許可';
const ending = '(?:yn|flag|여부|유무)*';

/**
 * Names that say yes to a medium, without their underscores. Whole names only: `email_opt_out`, `sms_marketing_count` and
 * `이메일수신거부` must not count as consent.
 */
const patterns = media.map(({ medium, words }) => {
  const forms = [
    `(?:is|has|accepts?)?(?:${words})_*(?:marketing)?(?:${agree})${ending}`,
    `(?:is|has)?(?:marketing|accepts|optin|consent|agree|agreed)(?:${words})(?:${agree})?${ending}`,
    `(?:${words})yn`,
    `(?:${words})${purposeKorean}(?:${agreeKorean})${ending}`,
    `${purposeKorean}(?:수신)?동의${ending}(?:${words})`,
    `(?:${words})(?:${agreeJapanese})`,
  ];
  return { medium, pattern: new RegExp(`^(?:${forms.join('|')})$`, 'u') };
});

const general = new RegExp(
  `^(?:(?:is|has|accepts?)?(?:marketing|mkt|advertising|ads?|promotions?)(?:${agree}|yn)${ending}|accepts?marketing` +
    `|(?:광고성?|마케팅|홍보)(?:정보|메시지)?(?:${agreeKorean})${ending}|수신동의${ending}|広告(?:配信|受信)?(?:希望|同意|許可))$`,
  'u',
);

const compact = (name: string): string => nameKey(name).replaceAll('_', '');

/** The medium to which a column says yes; `any` for advertising in general. */
export function consentMedium(name: string): ConsentMedium | 'any' | undefined {
  const key = compact(name);
  return patterns.find(({ pattern }) => pattern.test(key))?.medium ?? (general.test(key) ? 'any' : undefined);
}

const refusal = /거부|철회|optout|optedout|unsubscribed?$|拒否|停止/u;
const hint = /수신|동의|consent|optin|optedin|subscribed$|agree(?:d|ment)?(?:yn)?$|同意|配信|受信/u;
const noFlag = /번호$|횟수$|건수$|count$|수$|number$/u;

/** Columns that people would take for consent; `refusal` when the name says no. */
export function consentLike(name: string): 'consent' | 'refusal' | undefined {
  const key = compact(name);
  if (noFlag.test(key)) return undefined;
  if (refusal.test(key)) return 'refusal';
  return hint.test(key) ? 'consent' : undefined;
}
