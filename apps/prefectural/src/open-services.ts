import { bulkEraser, openBulkProvision } from '@juki/bulk-provision/tier';
import { openPrefecturalConsistency } from '@juki/consistency/tier';
import { openMediaLedger } from '@juki/media-ledger';
import { openRetention } from '@juki/retention';
import { openStatistics } from '@juki/statistics';
import { combineServices, createInquiries, type ServiceParts } from '@juki/subgraph-runtime';
import { openChanges } from './modules/change-notifications/open-changes.ts';
import { openConsent } from './modules/consent/consent-services.ts';
import { openDisclosureServices } from './modules/disclosure/disclosure-services.ts';

/** Opens what the modules of this tier need beside the file, each under its module's name. */
export function openServices(parts: ServiceParts) {
  const bodyOf = (agency: string) => {
    const prefecture = parts.seatOf(agency)?.prefecture;
    return prefecture ? parts.bodies.ofPrefecture(prefecture) : undefined;
  };
  const media = openMediaLedger(parts, { bodyOf, onErase: bulkEraser(parts) });
  const inquiries = createInquiries(parts.keys, parts.policy);
  return combineServices({
    consent: openConsent(parts),
    statistics: openStatistics('prefectural', parts),
    'change-notifications': openChanges(parts),
    consistency: openPrefecturalConsistency(parts),
    inquiries: { services: inquiries, workers: [], close: async () => undefined },
    retention: openRetention('prefectural', parts),
    disclosure: openDisclosureServices(parts, media.ledger),

    'media-ledger': media,
    'bulk-provision': openBulkProvision(parts, { tier: 'prefectural', media: media.ledger, bodyOf }),
  });
}

/** What the resolvers of this tier find in `services`. */
export type PrefecturalServices = ReturnType<typeof openServices>['services'];
