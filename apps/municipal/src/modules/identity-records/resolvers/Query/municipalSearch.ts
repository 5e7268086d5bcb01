import type { Person, SearchKeyInput } from '@juki/subgraph-runtime';
import type { MunicipalContext } from '../../../../context.ts';

/** 検索: the persons whom a key finds in the municipal file (住民基本台帳, 住民基本台帳法5条). */
export async function municipalSearch(
  _root: unknown,
  { key }: { readonly key: SearchKeyInput },
  { records }: MunicipalContext,
): Promise<{ readonly people: readonly Person[] }> {
  return { people: await records.search(key) };
}
