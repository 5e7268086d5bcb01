import type { Bilingual } from './language.ts';

/** Plain words for the error codes that a person at this page can meet. Keys are codes of `@juki/errors`. */
export const refusalWords: Readonly<Record<string, Bilingual>> = {
  IDENTITY_UNAVAILABLE: {
    ja: '認証基盤に接続できないため、ログインを確かめられません。しばらくしてからやり直してください。',
    en: 'The identity provider cannot be reached, so your login cannot be checked. Try again shortly.',
  },
  PURPOSE_MISSING: {
    ja: '事務が選ばれていません。画面の上で、法律の定める事務を一つ選んでください。',
    en: 'No purpose is stated. Choose one statutory purpose at the top of the page.',
  },
  PURPOSE_DOUBLED: { ja: '事務は一度に一つだけです。', en: 'A request serves exactly one purpose.' },
  PURPOSE_UNKNOWN: { ja: 'その事務は一覧にありません。', en: 'The stated purpose is not in the catalogue.' },
  PURPOSE_NOT_IN_FORCE: {
    ja: 'その事務、又はその根拠条文は、今日の時点では施行されていません。',
    en: 'The purpose, or the article on which it rests, is not in force today.',
  },
  PURPOSE_NOT_YOURS: {
    ja: 'あなたの機関は、法律上この事務を行う者ではありません。',
    en: 'Your agency is not one to which the law gives this purpose.',
  },
  RIGHT_MISSING: {
    ja: 'この事務を行う権限が、あなたに登録されていません。所属の管理者に確認してください。',
    en: 'You hold no right for this purpose in the ledger of rights. Ask your administrator.',
  },
  RIGHTS_UNAVAILABLE: {
    ja: '権限の台帳を確かめられないため、何も開示していません。しばらくしてからやり直してください。',
    en: 'The ledger of rights cannot be asked, so nothing was disclosed. Try again shortly.',
  },
  ASSURANCE_TOO_LOW: {
    ja: 'この事務には、より強い認証でのログインが必要です。',
    en: 'This purpose needs a stronger login than yours.',
  },
  CASE_MISSING: {
    ja: 'この事務には利用管理簿の番号が必要です。事務の隣の欄に入れてください。',
    en: 'This purpose needs a usage-ledger number. Enter it next to the purpose.',
  },
  CASE_MALFORMED: {
    ja: '利用管理簿の番号の形が正しくありません（英数字とハイフン、点、斜線で64字まで）。',
    en: 'The ledger number is malformed: up to 64 letters, digits, hyphens, dots or slashes.',
  },
  WITHHELD: { ja: 'この項目は、この事務では開示されません。', en: 'The item is not open under this purpose.' },
  OPERATION_REFUSED: {
    ja: '開示できない部分を含むため、操作の全体を断りました。何も実行していません。',
    en: 'A part is not open, so the whole operation was refused. Nothing was done.',
  },
  OPERATION_UNSUPPORTED: {
    ja: 'このグラフでは使えない機能（subscription、@defer など）が含まれています。',
    en: 'The operation uses something that this graph does not offer (subscriptions, @defer…).',
  },
  OPERATION_TOO_LARGE: {
    ja: '操作が大きすぎます。項目や入れ子を減らしてください。',
    en: 'The operation is too large. Ask for fewer fields or less nesting.',
  },
  BAD_IDENTIFIER: {
    ja: '番号の桁数、文字又は検査数字が正しくありません。検索は行っていません。',
    en: 'A number has the wrong length, characters or check digit. Nothing was searched.',
  },
  BAD_SEARCH_KEY: {
    ja: '検索の鍵は、番号・コード・4情報（四つすべて）のうち一つだけを指定してください。',
    en: 'Give exactly one key: a number, a code, or all four items.',
  },
  SUBGRAPH_UNAVAILABLE: {
    ja: '一部の層が応答しませんでした。その部分だけが空です。',
    en: 'A tier did not answer. Only its part of the answer is missing.',
  },
  AUDIT_UNAVAILABLE: {
    ja: 'アクセスを記録できないため、何も開示していません。しばらくしてからやり直してください。',
    en: 'The access cannot be recorded, so nothing was disclosed. Try again shortly.',
  },
  INTERNAL: {
    ja: 'システムの側で障害が起きました。照会番号を添えて管理者に連絡してください。',
    en: 'A fault of the service. Give the correlation id to the operator.',
  },
  GRAPHQL_PARSE_FAILED: { ja: 'クエリの文法に誤りがあります。', en: 'The query has a syntax error.' },
  GRAPHQL_VALIDATION_FAILED: {
    ja: 'クエリが、この事務のスキーマに合いません。',
    en: 'The query does not fit the schema of this purpose.',
  },
  BAD_USER_INPUT: { ja: '変数の値が正しくありません。', en: 'A variable has a value that does not fit.' },
};

/** Words for a code; `null` when this page knows none, and the message of the gateway must speak for itself. */
export function wordsForCode(code: string | null): Bilingual | null {
  return (code !== null && Object.hasOwn(refusalWords, code) ? refusalWords[code] : undefined) ?? null;
}
