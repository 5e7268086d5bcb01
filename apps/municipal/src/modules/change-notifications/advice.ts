import type { FaultCode } from '@juki/change-notification';

/** 対処: what a clerk does, in both languages of the page. */
export interface Advice {
  readonly ja: string;
  readonly en: string;
}

/** What the clerk does about a fault that a tier above has found. Whatever is not here has to do with form. */
const advice: Partial<Readonly<Record<FaultCode, Advice>>> = {
  ALREADY_RESIDENT: {
    ja: '既に住民である者の記載です。住民票コードを確かめ、別人なら正しいコードで、同一人なら修正の事由で送り直してください。',
    en: 'The person is a resident already. Check the 住民票コード; another person: send with the right code; the same: send a correction.',
  },
  RESIDENT_ELSEWHERE: {
    ja: '前住所地の消除が届いていません。前住所地の市区町村に転出の処理を確かめ、済んだら同じ内容を訂正の異動として送り直してください。',
    en: 'The former municipality has not notified the deletion. Ask it, then send the same change again as a corrected event.',
  },
  BIRTH_CODE_EXISTS: {
    ja: '出生の住民票コードが既に使われています。コードの割当てを確かめてください。',
    en: 'The code of the child is in use. Check how it was assigned.',
  },
  NOT_RESIDENT: {
    ja: '住民でない者の異動です。先の異動（転入・転出・死亡）の通知を確かめてください。',
    en: 'The person is no resident. Check the changes before this one: move in, move out, death.',
  },
  PERSON_UNKNOWN: {
    ja: '該当する者がありません。住民票コードと、転入の通知が済んでいるかを確かめてください。',
    en: 'Nobody is found. Check the 住民票コード, and whether the move in was notified.',
  },
  MOVE_CHANGES_MORE: {
    ja: '転居では住所だけが変わります。他の項目の修正は、その事由の異動として別に送ってください。',
    en: 'A 転居 changes the address alone. Send what else is corrected as a change of its own.',
  },
  REASON_CHANGES_MORE: {
    ja: 'この異動事由では変わらない項目が変わっています。項目を戻すか、事由を改めてください。',
    en: 'This reason does not change that item. Put the item back, or choose another reason.',
  },
  NO_DIFFERENCE: {
    ja: '修正による違いがありません。住民票の内容と異動事由を確かめてください。',
    en: 'The correction changes nothing. Check the record and the reason.',
  },
  PREVIOUS_NUMBER_WRONG: {
    ja: '変更前の個人番号が上位のファイルと一致しません。変更前の番号を確かめてください。',
    en: 'The former 個人番号 is not that of the file above. Check it.',
  },
  PREVIOUS_CODE_UNKNOWN: {
    ja: '変更前の住民票コードが知られていません。変更前のコードを確かめてください。',
    en: 'The former 住民票コード is unknown. Check it.',
  },
  NUMBER_OF_ANOTHER: {
    ja: '他の者の個人番号です。番号を確かめてください。',
    en: 'The 個人番号 is that of another person. Check it.',
  },
  CODE_OF_ANOTHER: {
    ja: '他の者の住民票コードです。コードを確かめてください。',
    en: 'The 住民票コード is that of another person. Check it.',
  },
  DAY_AHEAD: {
    ja: '異動年月日が通知日より後です。日付を確かめてください。',
    en: 'The day of the change lies ahead. Check it.',
  },
  REFUSAL_UNKNOWN: {
    ja: '訂正の対象となるエラーがありません。訂正する異動の識別子を確かめてください。',
    en: 'No refusal of that event is open. Check the id that is corrected.',
  },
  SENDER_NOT_COMPETENT: {
    ja: '自市区町村の異動ではありません。市区町村コードを確かめてください。',
    en: 'Not a change of this municipality. Check its code.',
  },
  EVENT_ID_REUSED: {
    ja: '同じ識別子で別の内容が送られています。新しい識別子を付けてください。',
    en: 'Another content was sent under this id. Give it a new one.',
  },
};

const ofForm: Advice = {
  ja: '示された項目の形式を直し、訂正の異動として送り直してください。',
  en: 'Put the items right that are named, and send them as a corrected event.',
};

/** What to do about the first of the faults that says more than its name. */
export function adviceFor(codes: readonly FaultCode[]): Advice {
  return codes.flatMap((code) => advice[code] ?? [])[0] ?? ofForm;
}
