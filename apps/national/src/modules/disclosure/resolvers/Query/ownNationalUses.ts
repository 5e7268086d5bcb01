import type { PageInput, UsePage } from '@juki/disclosure/tier';
import type { NationalDisclosureContext } from '../../disclosure-services.ts';

/** 自己に係る利用及び提供の記録 (個人情報保護法76条). */
export function ownNationalUses(
  _root: unknown,
  page: PageInput,
  context: NationalDisclosureContext,
): Promise<readonly UsePage[]> {
  return context.services.disclosure.uses.own(context, page);
}
