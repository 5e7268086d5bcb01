import type { IdentityRecord } from '@juki/subgraph-runtime';
import type { PrefecturalContext } from '../../../context.ts';

/** The record of a person in the governor's file (都道府県知事保存本人確認情報ファイル, 住民基本台帳法30条の6第3項); its items are properties of the row. */
export const PrefecturalRecord = {
  history(record: IdentityRecord, _none: unknown, { records }: PrefecturalContext): Promise<readonly IdentityRecord[]> {
    return records.history(record);
  },
};
