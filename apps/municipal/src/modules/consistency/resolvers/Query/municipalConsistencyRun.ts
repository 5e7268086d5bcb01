import { type CheckContext, type LowerServices, showRun } from '@juki/consistency/tier';
import { municipalityOf } from '../../municipality-of.ts';

/** 確認の実施. */
export function municipalConsistencyRun(
  _root: unknown,
  { id }: { readonly id: string },
  context: CheckContext<LowerServices>,
) {
  return showRun(context, municipalityOf(context.grant), id);
}
