import type { OpenedServices, RegistryCrypto, ServiceParts } from '@juki/subgraph-runtime';
import type { RegisterRepository } from '../resident-register/register-repository.ts';
import type { RegisterServices } from '../resident-register/register-services.ts';
import type { WideAreaRequest } from './parse-request.ts';
import { createWideAreaRepository, type WideAreaRepository } from './wide-area-repository.ts';

/** What the resolvers of this module need. */
export interface WideAreaServices extends Pick<ServiceParts, 'bodies' | 'seatOf'> {
  readonly register: RegisterRepository;
  readonly repository: WideAreaRepository;
  readonly crypto: RegistryCrypto;
  /** Keyed hash of a request: the same key may stand for the same request only. */
  fingerprint(request: WideAreaRequest): Uint8Array;
}

/** Where a context holds them. */
export interface WithWideArea {
  readonly 'wide-area-issue': WideAreaServices;
}

/** Opens the module over the register. */
export function openWideArea(
  { writer, crypto, keys, bodies, seatOf }: Pick<ServiceParts, 'writer' | 'crypto' | 'keys' | 'bodies' | 'seatOf'>,
  register: RegisterServices,
): OpenedServices<WideAreaServices> {
  const mac = keys.mac('registry/municipal/index');
  return {
    services: {
      register: register.repository,
      repository: createWideAreaRepository(writer),
      crypto,
      bodies,
      seatOf,
      fingerprint: (request) => mac.digest(`wide_area\n${JSON.stringify(request)}`),
    },
    workers: [],
    close: async () => undefined,
  };
}
