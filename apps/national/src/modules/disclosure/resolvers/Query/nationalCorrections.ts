import type { CorrectionView } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 訂正の申出の一覧: within the reach of the caller. */
export function nationalCorrections(
  _root: unknown,
  _none: unknown,
  context: NationalDisclosureContext,
): Promise<readonly CorrectionView[]> {
  return context.services.disclosure.corrections.list(context);
}
