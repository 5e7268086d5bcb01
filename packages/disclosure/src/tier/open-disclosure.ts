import type { MediaLedger } from '@juki/media-ledger';
import type { ServiceParts } from '@juki/subgraph-runtime';
import { type CorrectionDesk, createCorrectionDesk } from './correction-desk.ts';
import { createDisclosureDesk, type DisclosureDesk } from './disclosure-desk.ts';
import { createUseHistory, type UseHistory } from './use-history.ts';

/** What a tier that discloses offers its resolvers. */
export interface DisclosureServices {
  readonly disclosures: DisclosureDesk;
  readonly corrections: CorrectionDesk;
  readonly uses: UseHistory;
}

/** Opens the desks of a tier: that of the governors, or that of the agency (機構). */
export function openDisclosure(parts: ServiceParts, media: MediaLedger): DisclosureServices {
  return {
    disclosures: createDisclosureDesk({ ...parts, media }),
    corrections: createCorrectionDesk(parts),
    uses: createUseHistory(parts),
  };
}
