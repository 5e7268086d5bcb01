import { unreachable } from '@juki/errors';
import type { FindingKind } from '../messages.ts';

/**
 * What whoever is responsible for the record does about a difference. The upper file is never edited: each repair is a change
 * notification (本人確認情報の通知, 30条の6第1項).
 */
export function adviceFor(kind: FindingKind, refused: boolean): string {
  if (refused) {
    return '通知が上位サーバで受け付けられず未処理です。通知エラーの一覧の理由に従い、訂正した異動を登録してください。';
  }
  switch (kind) {
    case 'MISSING':
      return '上位のファイルに記録がありません。住民票を確認し、職権記載等の異動を登録して改めて通知してください。';
    case 'EXTRA':
      return '市町村のファイルにない者が上位のファイルに記録されています。除票を確認し、消除の異動を登録して通知してください。';
    case 'DIFFERENT':
      return '上位のファイルの記録と相違する項目があります。住民票を確認し、職権修正等の異動を登録して改めて通知してください。';
    default:
      return unreachable(kind);
  }
}
