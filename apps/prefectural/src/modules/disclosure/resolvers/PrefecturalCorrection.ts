import type { CorrectionView } from '@juki/disclosure/tier';
import type { Person } from '@juki/subgraph-runtime';
import type { PrefecturalDisclosureContext } from '../disclosure-services.ts';

/** 訂正の申出: whom it is about, for the municipality that investigates. */
export const PrefecturalCorrection = {
  person({ ref }: CorrectionView, _none: unknown, { records }: PrefecturalDisclosureContext): Person | null {
    return records.person(ref);
  },
};
