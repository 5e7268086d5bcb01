import type { IdentityRecord } from '@juki/subgraph-runtime';
import type { MunicipalContext } from '../../../context.ts';

/** The record of a person in the municipal file (住民基本台帳, 住民基本台帳法5条); its items are properties of the row. */
export const MunicipalRecord = {
  history(record: IdentityRecord, _none: unknown, { records }: MunicipalContext): Promise<readonly IdentityRecord[]> {
    return records.history(record);
  },
};
