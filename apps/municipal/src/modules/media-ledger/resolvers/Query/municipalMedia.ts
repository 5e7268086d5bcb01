import type { MediaContext, ShownMedium } from '@juki/media-ledger';

/** 媒体管理簿 (住民基本台帳法30条の24): the entries of the caller's body. */
export function municipalMedia(
  _root: unknown,
  { medium }: { readonly medium?: string | null },
  { services, grant }: MediaContext,
): Promise<readonly ShownMedium[]> {
  return services['media-ledger'].entries(grant, medium ?? null);
}
