import { openMunicipalConsistency } from '@juki/consistency/tier';
import { openMunicipalDisclosure } from '@juki/disclosure/municipality';
import { openMediaLedger } from '@juki/media-ledger';
import { openRetention } from '@juki/retention';
import { openStatistics } from '@juki/statistics';
import { combineServices, type ServiceParts } from '@juki/subgraph-runtime';
import { openChanges } from './modules/change-notifications/open-changes.ts';
import { openRegister } from './modules/resident-register/register-services.ts';
import { enterChanges } from './modules/special-moves/enter-changes.ts';
import { openMoves } from './modules/special-moves/open-moves.ts';
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
  const changes = openChanges(parts);
  return combineServices({
    statistics: openStatistics('municipal', parts),
    disclosure: openMunicipalDisclosure(parts),
    'change-notifications': changes,
    consistency: openMunicipalConsistency(parts),
    retention: openRetention('municipal', parts),
    'media-ledger': media,
    'resident-register': register,
    'wide-area-issue': openWideArea(parts, register.services),
    'special-moves': openMoves(parts, register.services, enterChanges(changes.services.intake)),
  });
}

/** What the resolvers of this tier find in `services`. */
export type MunicipalServices = ReturnType<typeof openServices>['services'];
