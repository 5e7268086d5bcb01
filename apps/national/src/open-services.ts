import { openMediaLedger } from '@juki/media-ledger';
import { combineServices, type ServiceParts } from '@juki/subgraph-runtime';

/** Opens what the modules of this tier need beside the file, each under its module's name. */
export function openServices(parts: ServiceParts) {
  const media = openMediaLedger(parts, {
    bodyOf: (agency) => (parts.seatOf(agency) ? parts.bodies.default : undefined),
  });
  return combineServices({ 'media-ledger': media });
}

/** What the resolvers of this tier find in `services`. */
export type NationalServices = ReturnType<typeof openServices>['services'];
