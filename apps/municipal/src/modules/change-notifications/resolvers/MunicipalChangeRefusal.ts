import type { Refusal } from '@juki/change-notification/store';
import { adviceFor } from '../advice.ts';

/** 通知エラー; the other fields are properties of it. */
export const MunicipalChangeRefusal = {
  tier: ({ tier }: Refusal) => tier.toUpperCase(),
  refusedAt: ({ refusedAt }: Refusal) => refusedAt.toISOString(),
  advice: ({ faults }: Refusal) => adviceFor(faults.map(({ code }) => code)).ja,
  adviceInEnglish: ({ faults }: Refusal) => adviceFor(faults.map(({ code }) => code)).en,
};
