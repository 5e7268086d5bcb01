import type { MediaContext, MediumInput, MediumResult } from '@juki/media-ledger';

/** Enters what a member of staff did with a file or medium (住民基本台帳法30条の24). */
export function prefecturalRecordMedium(
  _root: unknown,
  { input }: { readonly input: MediumInput },
  { services, grant, now }: MediaContext,
): Promise<MediumResult> {
  return services['media-ledger'].enter(input, grant, now);
}
