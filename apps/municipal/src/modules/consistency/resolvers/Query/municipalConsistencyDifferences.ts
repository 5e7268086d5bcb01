import { type CheckContext, type LowerServices, listDifferences, type Page } from '@juki/consistency/tier';
import { municipalityOf } from '../../municipality-of.ts';

/** 未解消の相違. */
export function municipalConsistencyDifferences(_root: unknown, page: Page, context: CheckContext<LowerServices>) {
  return listDifferences(context, municipalityOf(context.grant), page);
}
