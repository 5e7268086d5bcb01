import type { FaultCode } from '@juki/change-notification';

/** What the clerk does about a fault that a tier above has found. Whatever is not here has to do with form. */
const advice: Partial<Readonly<Record<FaultCode, string>>> = {
  ALREADY_RESIDENT:
    '既に住民である者の記載です。住民票コードを確かめ、別人なら正しいコードで、同一人なら修正の事由で送り直してください。',
  RESIDENT_ELSEWHERE:
    '前住所地の消除が届いていません。前住所地の市区町村に転出の処理を確かめ、済んだら同じ内容を訂正の異動として送り直してください。',
  BIRTH_CODE_EXISTS: '出生の住民票コードが既に使われています。コードの割当てを確かめてください。',
  NOT_RESIDENT: '住民でない者の異動です。先の異動（転入・転出・死亡）の通知を確かめてください。',
  PERSON_UNKNOWN: '該当する者がありません。住民票コードと、転入の通知が済んでいるかを確かめてください。',
  MOVE_CHANGES_MORE: '転居では住所だけが変わります。他の項目の修正は、その事由の異動として別に送ってください。',
  REASON_CHANGES_MORE: 'この異動事由では変わらない項目が変わっています。項目を戻すか、事由を改めてください。',
  NO_DIFFERENCE: '修正による違いがありません。住民票の内容と異動事由を確かめてください。',
  PREVIOUS_NUMBER_WRONG: '変更前の個人番号が上位のファイルと一致しません。変更前の番号を確かめてください。',
  PREVIOUS_CODE_UNKNOWN: '変更前の住民票コードが知られていません。変更前のコードを確かめてください。',
  NUMBER_OF_ANOTHER: '他の者の個人番号です。番号を確かめてください。',
  CODE_OF_ANOTHER: '他の者の住民票コードです。コードを確かめてください。',
  DAY_AHEAD: '異動年月日が通知日より後です。日付を確かめてください。',
  REFUSAL_UNKNOWN: '訂正の対象となるエラーがありません。訂正する異動の識別子を確かめてください。',
  SENDER_NOT_COMPETENT: '自市区町村の異動ではありません。市区町村コードを確かめてください。',
  EVENT_ID_REUSED: '同じ識別子で別の内容が送られています。新しい識別子を付けてください。',
};

/** 対処: what to do about the first of the faults that says more than its name. */
export function adviceFor(codes: readonly FaultCode[]): string {
  return (
    codes.flatMap((code) => advice[code] ?? [])[0] ?? '示された項目の形式を直し、訂正の異動として送り直してください。'
  );
}
