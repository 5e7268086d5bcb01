import { JukiError } from '@juki/errors';
import type { RegistryContext } from '@juki/subgraph-runtime';
import type { Acting } from './move-services.ts';

/** For which municipality a caller acts: the one that the grant's scope names. Errors: `GRANT_EXCEEDED`. */
export function actingFor({ grant, now, ledger }: Pick<RegistryContext, 'grant' | 'now' | 'ledger'>): Acting {
  if (grant.scope.reach !== 'own-municipality') {
    throw new JukiError('GRANT_EXCEEDED', 'A municipality acts for itself: the grant names none.');
  }
  return { municipalityCode: grant.scope.municipality, operator: grant.actor.operator, now, ledger };
}
