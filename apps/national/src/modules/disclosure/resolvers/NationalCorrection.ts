import type { CorrectionView } from '@juki/disclosure/tier';
import type { Person } from '@juki/subgraph-runtime';
import type { NationalDisclosureContext } from '../disclosure-services.ts';

/** 訂正の申出: whom it is about, for the municipality that investigates. */
export const NationalCorrection = {
  person({ ref }: CorrectionView, _none: unknown, { records }: NationalDisclosureContext): Person | null {
    return records.person(ref);
  },
};
