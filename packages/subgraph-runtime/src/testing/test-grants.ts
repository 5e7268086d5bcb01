import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import type { Grant } from '@juki/grants';
import { createGrantIssuer } from '@juki/grants/issue';
import { createGrantVerifier } from '@juki/grants/verify';
import { legalDateAt } from '@juki/legal-basis';
import { officerClaims } from './test-caller.ts';

/** A gateway as a subgraph sees it: who signs grants, and with which key they are verified. */
export interface TestGateway {
  readonly verifyGrant: ReturnType<typeof createGrantVerifier>;
  readonly privateKey: KeyObject;
  /** A grant for a body and a token, as the gateway would issue it, but for what the test changes. */
  grant(body: string, authorization: string, changes: Partial<Grant>): Grant;
  issue(grant: Grant): string;
}

/** Makes the gateway's end. `snapshot` and `audience` are those of the subgraph under test. */
export function createTestGateway(own: {
  readonly audience: string;
  readonly snapshot: string;
  readonly clock: () => number;
}): TestGateway {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyId = 'gateway-1';
  return {
    privateKey,
    verifyGrant: createGrantVerifier([
      { keyId, verify: (data, signature) => verify(null, data, publicKey, signature) },
    ]),
    issue: createGrantIssuer({ keyId, sign: (data) => sign(null, data, privateKey) }),
    grant(body, authorization, changes) {
      const now = own.clock();
      return {
        version: 1,
        id: randomBytes(16).toString('base64url'),
        audience: own.audience,
        issuedAt: Math.floor(now / 1000),
        expiresAt: Math.floor(now / 1000) + 15,
        bodyHash: sha256(body),
        tokenHash: sha256(authorization.replace('Bearer ', '')),
        actor: {
          operator: officerClaims.sub,
          agency: officerClaims.juki_agency,
          tier: 'prefecture',
          role: officerClaims.juki_role,
          section: officerClaims.juki_section,
          terminal: officerClaims.juki_terminal,
          acr: officerClaims.acr,
          amr: officerClaims.amr,
          kind: officerClaims.juki_kind,
        },
        purpose: 'juki-b6-2',
        secondHopOf: null,
        provisions: ['juki-30-15-2-1'],
        coordinates: [],
        scope: { reach: 'own-prefecture', prefecture: '27' },
        ordinances: [],
        case: '2026-0001',
        snapshot: own.snapshot,
        date: legalDateAt(now),
        decidedAt: now,
        request: '01936f00-0000-7000-8000-000000000001',
        ...changes,
      };
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
