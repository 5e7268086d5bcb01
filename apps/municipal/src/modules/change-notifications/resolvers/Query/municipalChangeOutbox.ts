import type { ChangeContext } from '../../change-services.ts';
import { municipalityOf } from '../../municipality-of.ts';

/** 送信箱の状態. */
export function municipalChangeOutbox(_root: unknown, _none: unknown, { grant, services }: ChangeContext) {
  return services['change-notifications'].senderOf(municipalityOf(grant)).state();
}
