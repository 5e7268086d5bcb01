import type { CaseDecisionInput, CaseResult } from '@juki/disclosure/municipality';
import type { MunicipalDisclosureContext } from '../../disclosure-context.ts';

/** 調査の結果の決定 (住民基本台帳法30条の35). */
export function municipalDecideCorrection(
  _root: unknown,
  { input }: { readonly input: CaseDecisionInput },
  context: MunicipalDisclosureContext,
): Promise<CaseResult> {
  return context.services.disclosure.cases.decide(context, input);
}
