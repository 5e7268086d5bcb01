import { type DisclosureServices, openDisclosure } from '@juki/disclosure/tier';
import type { MediaLedger } from '@juki/media-ledger';
import type { OpenedServices, RegistryContext, ServiceParts } from '@juki/subgraph-runtime';

/** What the resolvers of this module need. */
export type PrefecturalDisclosureContext = RegistryContext<{ readonly disclosure: DisclosureServices }>;

/** Opens the desks of this tier (住民基本台帳法30条の32から30条の35) and the history of uses. */
export function openDisclosureServices(parts: ServiceParts, media: MediaLedger): OpenedServices<DisclosureServices> {
  return { services: openDisclosure(parts, media), workers: [], close: async () => undefined };
}
