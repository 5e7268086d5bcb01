import type { Person, RegistryContext, SearchKeyInput } from '@juki/subgraph-runtime';

/** 検索: the persons whom a key finds in the agency's file (機構保存本人確認情報ファイル, 住民基本台帳法30条の7第3項). */
export async function nationalSearch(
  _root: unknown,
  { key }: { readonly key: SearchKeyInput },
  { records }: RegistryContext,
): Promise<{ readonly people: readonly Person[] }> {
  return { people: await records.search(key) };
}
