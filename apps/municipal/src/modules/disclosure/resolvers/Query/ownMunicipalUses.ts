import type { PageInput, UsePage } from '@juki/disclosure/tier';
import type { MunicipalDisclosureContext } from '../../disclosure-context.ts';

/** 自己に係る利用及び提供の記録 (個人情報保護法76条). */
export function ownMunicipalUses(
  _root: unknown,
  page: PageInput,
  context: MunicipalDisclosureContext,
): Promise<readonly UsePage[]> {
  return context.services.disclosure.uses.own(context, page);
}
