/** What exports call the columns that have a part of their own, best first. Compared as `nameKey` writes them. */
export const idNames = [
  ...['id', 'user_id', 'customer_id', 'person_id', 'member_id', 'uid'],
  ...[
    '회원번호',
    '회원_번호',
    '회원id',
    '회원_id',
    '고객번호',
    '고객_번호',
    '고객id',
    '고객_id',
    '사용자id',
    '사용자_id',
  ],
  ...['유저id', '유저_id', '사용자번호', '회원아이디', '회원코드', '고객코드', '아이디'],
  ...['member_no', 'member_number', 'customer_no', 'customer_number', 'user_no', 'user_number', 'client_id'],
  ...['userid', 'customerid', 'personid', 'memberid', 'memberno', 'customerno', 'userno', 'mem_no', 'cust_no'],
  ...['会員番号', '会員id', '会員_id', '顧客番号', '顧客id', '顧客_id', 'ユーザーid', 'ユーザー_id', 'ユーザid'],
] as const;

export const eventNames = {
  person: ['person_id', ...idNames.filter((name) => name !== 'id' && name !== 'person_id')],
  name: [
    ...['event_name', 'event', 'name', 'type', 'event_type', 'eventname', 'action', 'activity', 'event_action'],
    ...['이벤트', '이벤트명', '이벤트_명', '이벤트이름', '이벤트_이름', '이벤트종류', '이벤트유형', '이벤트_유형'],
    ...['행동', '행동명', '활동', '활동명', '액션', '행동유형', '활동유형', '行動', 'イベント', 'イベント名'],
  ],
  at: [
    ...['occurred_at', 'at', 'timestamp', 'time', 'event_time', 'event_at', 'event_timestamp', 'event_date'],
    ...['datetime', 'date_time', 'event_datetime', 'created_at', 'date', 'occurred_on', 'ts'],
    ...['일시', '발생일시', '발생_일시', '발생시각', '발생_시각', '발생시간', '발생_시간', '발생일', '발생일자'],
    ...['이벤트일시', '이벤트_일시', '이벤트시각', '이벤트_시각', '이벤트시간', '이벤트_시간', '이벤트일자'],
    ...['행동일시', '활동일시', '시각', '시간', '날짜', '일자', '등록일시', '생성일시'],
    ...['日時', '発生日時', 'イベント日時', '日付'],
  ],
  id: ['event_id', 'id', '이벤트id', '이벤트_id', '이벤트번호', 'イベントid'],
} as const;

export const emailNames = [
  ...['email', 'e_mail', 'email_address', 'e_mail_address', 'emailaddress', 'mail', 'mail_address'],
  ...['이메일', '이메일주소', '이메일_주소', '메일', '메일주소', '메일_주소', '전자우편', '전자메일'],
  ...['メール', 'メールアドレス', 'eメール'],
] as const;

export const phoneNames = [
  ...['mobile', 'mobile_phone', 'mobile_number', 'mobile_no', 'cell_phone', 'cellphone', 'cell', 'hp'],
  ...['휴대폰', '휴대폰번호', '휴대폰_번호', '휴대전화', '휴대전화번호', '휴대전화_번호'],
  ...['핸드폰', '핸드폰번호', '핸드폰_번호', '携帯', '携帯電話', '携帯番号', '携帯電話番号'],
  ...['phone', 'phone_number', 'phonenumber', 'phone_no', 'sms', 'tel', 'telephone'],
  ...['전화', '전화번호', '전화_번호', '연락처', '電話番号', '電話'],
] as const;

export const createdNames = [
  ...['signed_up_at', 'created_at', 'joined_at', 'signup_at', 'sign_up_at', 'registered_at', 'signed_up_on'],
  ...['joined_on', 'created_on', 'registered_on', 'signup_date', 'sign_up_date', 'joined_date', 'join_date'],
  ...['registration_date', 'registered_date', 'reg_date', 'regdate', 'created_date', 'created', 'member_since'],
  ...['가입일', '가입일시', '가입일자', '가입_일', '가입_일시', '가입_일자', '가입날짜', '가입시각', '회원가입일'],
  ...['회원가입일시', '회원가입일자', '회원_가입일', '등록일', '등록일시', '등록일자'],
  ...['登録日', '登録日時', '入会日', '会員登録日'],
] as const;

export const timezoneNames = ['tz', 'timezone', 'time_zone', '시간대', '타임존', 'タイムゾーン'] as const;
export const localeNames = ['locale', 'lang', 'language', '언어', '사용언어', '言語'] as const;
export const pushNames = ['push_token', 'fcm_token', 'device_token', '푸시토큰', '푸시_토큰'] as const;
export const propertyNames = ['props', 'properties', 'event_properties'] as const;

/** What the first copy of a new workspace calls people by. */
export const nicknameNames = [
  ...['nickname', 'nick', 'first_name', 'name', 'full_name', 'display_name'],
  ...['닉네임', '별명', '이름', '성명', '회원명', '고객명', '名前', '氏名', 'お名前'],
] as const;
