import type { Batch } from '@juki/change-notification';
import type { ChangeContext } from '../../change-services.ts';

/** 機構への通知 (住民基本台帳法30条の7第1項). */
export function notifyAgency(_root: unknown, { batch }: { readonly batch: Batch }, context: ChangeContext) {
  return context.services['change-notifications'].receiving.notify(batch, context);
}
