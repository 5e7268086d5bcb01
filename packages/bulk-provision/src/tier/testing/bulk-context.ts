import type { Grant } from '@juki/grants';
import { AccessLedger, type RegistryContext, type SearchEach, type SearchKeyInput } from '@juki/subgraph-runtime';

/** Who asks, when, and what the file answers. */
export interface BulkContextParts {
  readonly now: number;
  readonly operator: string;
  readonly agency: string;
  readonly section: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly search: (key: SearchKeyInput) => SearchEach;
}

/** The context of a request, as far as the desk uses it; counts the keys that were looked for. */
export function contextFor(
  parts: Partial<BulkContextParts> & Pick<BulkContextParts, 'now' | 'search'>,
): Pick<RegistryContext, 'records' | 'ledger' | 'grant' | 'now'> & { readonly searched: () => number } {
  const { now, operator = 'officer', agency = 'agency', section = 'school', purpose = 'juki-b6-2', search } = parts;
  let searched = 0;
  const none = async () => null;
  const records: RegistryContext['records'] = {
    search: async () => [],
    searchEach: async (keys) => {
      searched += keys.length;
      return keys.map(search);
    },
    self: none,
    person: () => null,
    current: none,
    history: async () => [],
  };
  return { now, ledger: new AccessLedger(), records, grant: grantOf(), searched: () => searched };

  function grantOf(): Grant {
    return {
      ...{ version: 1, id: 'g', audience: 'prefectural', issuedAt: 0, expiresAt: 0, bodyHash: '', tokenHash: '' },
      actor: {
        ...{ operator, agency, section, tier: 'prefecture', role: 'officer', terminal: 'T-1' },
        ...{ acr: 'urn:juki:acr:two-factor', amr: [], kind: 'operator' },
      },
      ...{
        purpose,
        provisions: [],
        coordinates: [],
        scope: { reach: 'own-prefecture', prefecture: '27' },
        ordinances: [],
        secondHopOf: null,
      },
      ...{
        case: parts.case === undefined ? 'R8-1' : parts.case,
        snapshot: 's',
        date: '2026-11-21',
        decidedAt: now,
        request: 'request',
      },
    };
  }
}
