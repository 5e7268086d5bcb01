import type { SenderState } from '@juki/change-flow';

/** 送信箱; the other fields are properties of it. */
export const PrefecturalChangeOutbox = {
  unconfirmed: ({ last, confirmed }: SenderState) => last - confirmed,
  lastConfirmedAt: ({ lastConfirmedAt }: SenderState) =>
    lastConfirmedAt === null ? null : new Date(lastConfirmedAt).toISOString(),
};
