import type { PageInput, UsePage } from '@juki/disclosure/tier';
import type { PrefecturalDisclosureContext } from '../../disclosure-services.ts';

/** 自己に係る利用及び提供の記録 (個人情報保護法76条). */
export function ownPrefecturalUses(
  _root: unknown,
  page: PageInput,
  context: PrefecturalDisclosureContext,
): Promise<readonly UsePage[]> {
  return context.services.disclosure.uses.own(context, page);
}
