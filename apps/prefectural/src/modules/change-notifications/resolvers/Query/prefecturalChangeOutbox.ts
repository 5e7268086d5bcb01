import type { ChangeContext } from '../../change-services.ts';
import { prefectureOf } from '../../prefecture-of.ts';

/** 送信箱の状態. */
export function prefecturalChangeOutbox(_root: unknown, _none: unknown, { grant, services }: ChangeContext) {
  return services['change-notifications'].senderOf(prefectureOf(grant)).state();
}
