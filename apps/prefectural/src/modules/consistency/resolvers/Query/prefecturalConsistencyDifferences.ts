import { type CheckContext, type LowerServices, listDifferences, type Page } from '@juki/consistency/tier';

/** 未解消の相違. */
export function prefecturalConsistencyDifferences(
  _root: unknown,
  { municipality, ...page }: Page & { readonly municipality: string },
  context: CheckContext<LowerServices>,
) {
  return listDifferences(context, municipality, page);
}
