import type { IdentityRecord, RegistryContext } from '@juki/subgraph-runtime';

/** The record of a person in the municipal file (住民基本台帳, 住民基本台帳法5条); its items are properties of the row. */
export const MunicipalRecord = {
  history(record: IdentityRecord, _none: unknown, { records }: RegistryContext): Promise<readonly IdentityRecord[]> {
    return records.history(record);
  },
};
