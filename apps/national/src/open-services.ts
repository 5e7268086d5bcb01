import { combineServices, type ServiceParts } from '@juki/subgraph-runtime';

/** Opens what the modules of this tier need beside the file, each under its module's name. */
export function openServices(_parts: ServiceParts) {
  return combineServices({});
}

/** What the resolvers of this tier find in `services`. */
export type NationalServices = ReturnType<typeof openServices>['services'];
