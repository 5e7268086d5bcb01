import { type Catalogue, legalDateAt } from '@juki/legal-basis';
import type { VerifyToken } from '../pipeline/authenticate/authenticate.ts';
import { citeBasis } from '../pipeline/purpose/cite-basis.ts';
import type { RightsLedger } from '../pipeline/purpose/rights-ledger.ts';
import { refusalOf } from '../pipeline/respond/refusal.ts';
import { type Route, sendJson } from './router.ts';

/** What the list of purposes is made from. */
export interface PurposesRouteOptions {
  readonly catalogue: Catalogue;
  readonly rights: RightsLedger;
  readonly verifyToken: VerifyToken;
  readonly clock: () => number;
}

/** `GET /purposes.json`: the purposes of the catalogue for a page that offers a choice; those the caller may state, marked. */
export function purposesRoute({ catalogue, rights, verifyToken, clock }: PurposesRouteOptions): Route {
  return {
    path: '/purposes.json',
    async handle(message, response) {
      try {
        const [authorization, ...more] = message.headersDistinct['authorization'] ?? [];
        const { operator, agency } = await verifyToken(more.length === 0 ? authorization : undefined);
        const now = clock();
        const date = legalDateAt(now);
        const list = [...catalogue.purposes.values()].map((purpose) => ({
          id: purpose.id,
          title: purpose.title,
          table: purpose.table,
          item: purpose.item,
          articles: citeBasis(catalogue, purpose, date).articles,
          caseRequired: purpose.obligations.includes('usage-ledger-number'),
          statable: rights.holds({ operator, agency, purpose: purpose.id }, now),
        }));
        sendJson(response, 200, list);
      } catch (thrown) {
        const refusal = refusalOf(thrown, '-');
        sendJson(response, refusal.status, { errors: [refusal.error] });
      }
    },
  };
}
