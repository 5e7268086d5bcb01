import type { Person, RegistryContext, SearchKeyInput } from '@juki/subgraph-runtime';

/** 検索: the persons whom a key finds in the governor's file (都道府県知事保存本人確認情報ファイル, 住民基本台帳法30条の6第3項). */
export async function prefecturalSearch(
  _root: unknown,
  { key }: { readonly key: SearchKeyInput },
  { records }: RegistryContext,
): Promise<{ readonly people: readonly Person[]; readonly key: SearchKeyInput }> {
  return { people: await records.search(key), key };
}
