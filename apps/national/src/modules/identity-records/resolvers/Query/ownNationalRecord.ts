import type { Person, RegistryContext } from '@juki/subgraph-runtime';

/** 自己に係る本人確認情報の開示 (住民基本台帳法30条の32): the person who asks, or null where the file does not hold them. */
export function ownNationalRecord(
  _root: unknown,
  _none: unknown,
  { records }: RegistryContext,
): Promise<Person | null> {
  return records.self();
}
