import { openMunicipalConsistency } from '@juki/consistency/tier';
import { openMunicipalDisclosure } from '@juki/disclosure/municipality';
import { openMediaLedger } from '@juki/media-ledger';
import { openRetention } from '@juki/retention';
import { combineServices, type ServiceParts } from '@juki/subgraph-runtime';
import { openChanges } from './modules/change-notifications/open-changes.ts';
import { openRegister } from './modules/resident-register/register-services.ts';
import { openWideArea } from './modules/wide-area-issue/wide-area-services.ts';

/** Opens what the modules of this tier need beside the file, each under its module's name. */
export function openServices(parts: ServiceParts) {
  const media = openMediaLedger(parts, {
    bodyOf: (agency) => {
      const municipality = parts.seatOf(agency)?.municipality;
      return parts.bodies.all.find((body) => body === municipality);
    },
  });
  const register = openRegister(parts);
  return combineServices({
    disclosure: openMunicipalDisclosure(parts),
    'change-notifications': openChanges(parts),
    consistency: openMunicipalConsistency(parts),
    retention: openRetention('municipal', parts),
    'media-ledger': media,
    'resident-register': register,
    'wide-area-issue': openWideArea(parts, register.services),
  });
}

/** What the resolvers of this tier find in `services`. */
export type MunicipalServices = ReturnType<typeof openServices>['services'];
