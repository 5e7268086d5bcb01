import type { CorrectionCase } from '@juki/disclosure/municipality';
import type { Person } from '@juki/subgraph-runtime';
import type { MunicipalDisclosureContext } from '../disclosure-context.ts';

/** 訂正の申出, with whom it is about and what was decided. */
export const MunicipalCorrection = {
  outcome: ({ decision }: CorrectionCase): string | null => decision?.outcome ?? null,
  outcomeReason: ({ decision }: CorrectionCase): string | null => decision?.reason ?? null,
  event: ({ decision }: CorrectionCase): string | null => decision?.event ?? null,
  person({ ref }: CorrectionCase, _none: unknown, { records }: MunicipalDisclosureContext): Person | null {
    return records.person(ref);
  },
};
