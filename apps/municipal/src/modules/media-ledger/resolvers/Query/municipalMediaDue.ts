import type { MediaContext, ShownMedium } from '@juki/media-ledger';

/** 消去期限一覧: what of the caller's body must be erased by an instant. */
export function municipalMediaDue(
  _root: unknown,
  { by }: { readonly by: string },
  { services, grant }: MediaContext,
): Promise<readonly ShownMedium[]> {
  return services['media-ledger'].due(grant, by);
}
