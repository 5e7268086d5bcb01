import type { Bilingual } from '../language.ts';

const words: Readonly<Record<string, Bilingual>> = {
  ANNOUNCED: {
    ja: '転出届を受理しました。転入予定地に通知します。',
    en: 'announced; the destination is being notified',
  },
  READY: { ja: '通知があります。住民票に記載できます。', en: 'the notice is at hand; the person can be entered' },
  ASKED: { ja: '転出地に通知を求めました。', en: 'no notice is at hand; the municipality that was left is asked' },
  REGISTERED: {
    ja: '住民票に記載しました。転出地に通知します。',
    en: 'entered; the municipality that was left is being told',
  },
  NO_MATCH: { ja: '氏名と住民票コードが一致する住民がいません。', en: 'no resident of that name and code' },
  CARD_NEEDED: { ja: '個人番号カードが必要です。', en: 'the card is needed' },
  CERTIFICATE_NEEDED: {
    ja: '特例の期間が過ぎています。転出証明書が必要です。',
    en: 'the special rule is over; a certificate of moving out is needed',
  },
  NOT_HOUSEHOLDER: { ja: '世帯主ではありません。', en: 'only the householder files for the household' },
  ALREADY_MOVING: { ja: '既に転出届がされています。', en: 'a move out is announced already' },
  NOT_CONNECTED: {
    ja: '相手の市町村に接続していません。',
    en: 'that municipality is not reached through this network',
  },
  CHANGE_REFUSED: { ja: '異動を記録できませんでした。', en: 'the change of the register was refused' },
  KEY_REUSED: { ja: 'この番号は別の届出に使われています。', en: 'the key stands for another filing' },
  NOT_FOUND: { ja: 'その番号の届出はありません。', en: 'no filing of that number here' },
  BAD_REQUEST: { ja: '届出の内容に誤りがあります。', en: 'the filing is not one: check key, code, day and address' },
};

/** What an outcome of the graph means to a person. */
export function outcomeWords(outcome: string): Bilingual {
  return words[outcome] ?? { ja: outcome, en: outcome };
}
