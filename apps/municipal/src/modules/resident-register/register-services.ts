import { createPool } from '@juki/database';
import { faultForLog, type OpenedServices, type RegistryCrypto, type ServiceParts } from '@juki/subgraph-runtime';
import { createRegisterRepository, type RegisterRepository } from './register-repository.ts';

/** What the resolvers of this module and its neighbours need. */
export interface RegisterServices {
  readonly repository: RegisterRepository;
  readonly crypto: RegistryCrypto;
}

/** Where a context holds them. */
export interface WithRegister {
  readonly 'resident-register': RegisterServices;
}

/** Opens the register for reading. */
export function openRegister({
  readerUrl,
  crypto,
  log,
}: Pick<ServiceParts, 'readerUrl' | 'crypto' | 'log'>): OpenedServices<RegisterServices> {
  const pool = createPool(readerUrl, { max: 5 }, (fault) =>
    log.warn({ fault: faultForLog(fault) }, 'a connection to the database was lost'),
  );
  return {
    services: { repository: createRegisterRepository(pool), crypto },
    workers: [],
    close: () => pool.end(),
  };
}
