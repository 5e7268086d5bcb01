import type { IdentityRecord } from '@juki/subgraph-runtime';
import type { NationalContext } from '../../../context.ts';

/** The record of a person in the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項); its items are properties of the row. */
export const NationalRecord = {
  history(record: IdentityRecord, _none: unknown, { records }: NationalContext): Promise<readonly IdentityRecord[]> {
    return records.history(record);
  },
};
