import type { CorrectionView } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 訂正の申出の一覧: within the reach of the caller. */
export function prefecturalCorrections(
  _root: unknown,
  _none: unknown,
  context: PrefecturalDisclosureContext,
): Promise<readonly CorrectionView[]> {
  return context.services.disclosure.corrections.list(context);
}
