import { bulkEraser, openBulkProvision } from '@juki/bulk-provision/tier';
import { openNationalConsistency } from '@juki/consistency/tier';
import { openMediaLedger } from '@juki/media-ledger';
import { openRetention } from '@juki/retention';
import { openStatistics } from '@juki/statistics';
import { combineServices, createInquiries, type ServiceParts } from '@juki/subgraph-runtime';
import { openChanges } from './modules/change-notifications/open-changes.ts';
import { openDisclosureServices } from './modules/disclosure/disclosure-services.ts';

/** Opens what the modules of this tier need beside the file, each under its module's name. */
export function openServices(parts: ServiceParts) {
  const bodyOf = (agency: string) => (parts.seatOf(agency) ? parts.bodies.default : undefined);
  const media = openMediaLedger(parts, { bodyOf, onErase: bulkEraser(parts) });
  const inquiries = createInquiries(parts.keys, parts.policy);
  return combineServices({
    statistics: openStatistics('national', parts),
    'change-notifications': openChanges(parts),
    consistency: openNationalConsistency(parts),
    inquiries: { services: inquiries, workers: [], close: async () => undefined },
    retention: openRetention('national', parts),
    disclosure: openDisclosureServices(parts, media.ledger),

    'media-ledger': media,
    'bulk-provision': openBulkProvision(parts, { tier: 'national', media: media.ledger, bodyOf }),
  });
}

/** What the resolvers of this tier find in `services`. */
export type NationalServices = ReturnType<typeof openServices>['services'];
