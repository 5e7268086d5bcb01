import type { PageInput, StatedPerson, UsePage } from '@juki/disclosure/tier';
import type { MunicipalDisclosureContext } from '../../disclosure-context.ts';

/** 利用及び提供の記録, asked for in writing (個人情報保護法76条). */
export function municipalUses(
  _root: unknown,
  { person, ...page }: PageInput & { readonly person: StatedPerson },
  context: MunicipalDisclosureContext,
): Promise<UsePage | null> {
  return context.services.disclosure.uses.ofStated(context, person, page);
}
