import { describe, expect, test } from '@jest/globals';
import type { AuditRecord } from '@juki/audit-log';
import { createDecider } from '@juki/authorisation';
import { testGraph } from '@juki/authorisation/testing';
import { invariant } from '@juki/errors';
import { loadCatalogue } from '@juki/legal-basis/files';
import { Kind, parse } from 'graphql';
import { createAuthenticate } from '../authenticate/authenticate.ts';
import { createPipeline } from '../pipeline.ts';
import { createBindPurpose } from '../purpose/bind-purpose.ts';
import { createGatewayRecords } from '../record/gateway-records.ts';
import { createAuthorise } from './authorise.ts';

const catalogue = loadCatalogue({ profile: 'development' });
const graph = testGraph(
  `type Query @structural(reason: "root") {
    entries: Int @structural(reason: "open")
    people: Int @legalBasis(provisions: ["juki-30-15"])
  }
  type Mutation @structural(reason: "root") { enter: Int @structural(reason: "open") }`,
  catalogue,
);
const authorise = createAuthorise(createDecider({ schema: graph.schema }));
const now = Date.parse('2026-11-20T03:00:00Z');
const notReached = () => {
  throw new Error('invariant: no stage after authorise is reached');
};

/** A gateway up to the stage under test, before a caller who may state any purpose, and its log. */
function upToAuthorise() {
  const log: AuditRecord[] = [];
  const pipeline = createPipeline({
    authenticate: createAuthenticate(() => analyst, catalogue),
    bindPurpose: createBindPurpose({
      catalogue,
      rights: { holds: () => true, ordinances: () => new Set() },
      viewOf: (question) => graph.policy.view(question),
    }),
    authorise,
    recordIntent: notReached,
    plan: notReached,
    dispatch: notReached,
    respond: notReached,
    audit: {
      async append(records) {
        log.push(...records);
        return [];
      },
      async close() {},
    },
    records: createGatewayRecords({
      recordId: () => 'id',
      clock: () => now,
      micros: () => 0,
      clockState: () => 'unknown',
    }),
    isPurpose: (text) => catalogue.purpose(text) !== undefined,
  });
  const admit = (purpose: string) => pipeline.admit({ ...request, purpose: [purpose] });
  return { pipeline, admit, log };
}

const analyst = {
  hash: 'test',
  operator: 'analyst',
  agency: 'sandbox',
  role: 'analyst',
  section: null,
  terminal: null,
  acr: 'urn:juki:acr:two-factor',
  amr: ['mfa'],
  kind: 'operator',
  certificate: null,
  expiresAt: Number.MAX_SAFE_INTEGER,
} as const;

const request = {
  id: 'r1',
  receivedAt: now,
  startedMicros: 0,
  authorization: 'Bearer x',
  case: ['1'],
  onWithheld: [],
  trace: null,
};

function asked(query: string) {
  const document = parse(query);
  const [operation] = document.definitions;
  invariant(operation?.kind === Kind.OPERATION_DEFINITION, 'the test asks an operation');
  return { document, operation, variables: {}, coerced: {} };
}

const verdict = async (purpose: string, query: string) =>
  authorise(await upToAuthorise().admit(purpose), asked(query)).decision.verdict;

describe('a query', () => {
  test('is decided under a purpose that lets its holder read', async () => {
    expect(await verdict('consistency-check', '{ entries }')).toBe('unchanged');
    expect(await verdict('rights-ledger', '{ entries }')).toBe('unchanged');
  });
  test('is refused whole under one that does not, with its article', async () => {
    const refused = { code: 'OPERATION_REFUSED', details: { purpose: 'bango-ppc' } };
    await expect(verdict('bango-ppc', '{ entries }')).rejects.toMatchObject(refused);
    await expect(verdict('bango-ppc', '{ entries }')).rejects.toThrow(/番号法.*does not let its holder read/);
    await expect(verdict('bango-ppc', '{ people }')).rejects.toMatchObject(refused);
  });
  test('for the schema alone reads nothing of the register', async () => {
    expect(await verdict('bango-ppc', '{ __typename __schema { queryType { name } } }')).toBe('unchanged');
    await expect(verdict('bango-ppc', '{ __schema { queryType { name } } entries }')).rejects.toThrow('read');
  });
});

describe('a mutation', () => {
  test('is decided under a purpose that lets its holder do more than read', async () => {
    expect(await verdict('certificates', 'mutation { enter }')).toBe('unchanged');
    expect(await verdict('bango-ppc', 'mutation { enter }')).toBe('unchanged');
  });
  test('is refused to the sandbox under one that takes two people', async () => {
    await expect(verdict('rights-ledger', 'mutation { enter }')).rejects.toThrow(/two people/);
  });
  test('is refused whole under one that does not', async () => {
    await expect(verdict('consistency-check', 'mutation { enter }')).rejects.toMatchObject({
      code: 'OPERATION_REFUSED',
      details: { purpose: 'consistency-check' },
    });
    await expect(verdict('consistency-check', 'mutation { __typename }')).rejects.toThrow('read and nothing else');
  });
});

test('a refusal for want of an action is recorded with its purpose and nothing that was read', async () => {
  const { pipeline, admit, log } = upToAuthorise();
  const facts = { operationHash: 'h', operationName: null, argumentHash: null };
  const bound = await admit('bango-ppc');
  await expect(pipeline.answer(bound, { operation: asked('{ entries }'), facts })).rejects.toMatchObject({
    code: 'OPERATION_REFUSED',
  });
  expect(log).toMatchObject([
    { phase: 'refused', refusal: 'OPERATION_REFUSED', purpose: 'bango-ppc', operationHash: 'h', coordinates: [] },
  ]);
});
