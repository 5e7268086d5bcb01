import type { Person, RegistryContext, SearchKeyInput } from '@juki/subgraph-runtime';

/** 検索: the persons whom a key finds in the municipal file (住民基本台帳, 住民基本台帳法5条). */
export async function municipalSearch(
  _root: unknown,
  { key }: { readonly key: SearchKeyInput },
  { records }: RegistryContext,
): Promise<{ readonly people: readonly Person[] }> {
  return { people: await records.search(key) };
}
