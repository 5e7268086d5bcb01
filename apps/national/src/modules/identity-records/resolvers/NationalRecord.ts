import type { IdentityRecord, RegistryContext } from '@juki/subgraph-runtime';

/** The record of a person in the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項); its items are properties of the row. */
export const NationalRecord = {
  history(record: IdentityRecord, _none: unknown, { records }: RegistryContext): Promise<readonly IdentityRecord[]> {
    return records.history(record);
  },
};
