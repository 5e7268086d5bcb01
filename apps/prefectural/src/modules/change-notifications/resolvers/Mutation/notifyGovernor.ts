import type { Batch } from '@juki/change-notification';
import type { ChangeContext } from '../../change-services.ts';

/** 知事への通知 (住民基本台帳法30条の6第1項). */
export function notifyGovernor(_root: unknown, { batch }: { readonly batch: Batch }, context: ChangeContext) {
  return context.services['change-notifications'].receiving.notify(batch, context);
}
