import type { CorrectionCase } from '@juki/disclosure/municipality';
import type { MunicipalDisclosureContext } from '../../disclosure-context.ts';

/** 訂正の申出: those of the caller's municipality. */
export function municipalCorrections(
  _root: unknown,
  _none: unknown,
  context: MunicipalDisclosureContext,
): Promise<readonly CorrectionCase[]> {
  return context.services.disclosure.cases.list(context);
}
