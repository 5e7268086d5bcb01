import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { AuditedContext } from './audit/resolver-audit-plugin.ts';
import { createSubgraphServer, type SubgraphServer } from './create-subgraph-server.ts';
import { startTestSubgraph, type TestParts, type TestSubgraph } from './testing/start-test-subgraph.ts';

const typeDefs = parse(`
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key"])
    @link(url: "https://juki.example/directives/v1.0", import: ["@legalBasis", "@structural"])
  directive @legalBasis(provisions: [ID!]!) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @structural(reason: String!) on ENUM | ENUM_VALUE | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  enum Kind { MOVE @structural(reason: "word") DEATH }
  input Entry { address: String secret: String kind: Kind }
  input Notice { key: ID! @structural(reason: "idempotency") entries: [Entry!]! }
  type Taken { key: ID! @structural(reason: "idempotency") entries: Int }
  type Query { noticed: Int }
  extend type Mutation { notify(notice: Notice!): Taken }
  extend type Mutation { forget: Int }
`);

interface Notice {
  readonly key: string;
  readonly entries: readonly { readonly address?: string }[];
}

/** What was written, by the key that the caller brings; the second of two equal notices has no effect. */
let written: Map<string, number>;
let effects: string[];
let subgraph: TestSubgraph;

function create(parts: TestParts): SubgraphServer {
  return createSubgraphServer<AuditedContext>({
    ...parts,
    audience: 'prefectural',
    typeDefs,
    createContext: (_request, ledger) => ({ ledger }),
    resolvers: {
      Query: { noticed: () => written.size },
      Mutation: {
        notify(_root: unknown, { notice }: { notice: Notice }, { ledger }: AuditedContext) {
          if (!written.has(notice.key)) {
            written.set(notice.key, notice.entries.length);
            effects.push(notice.key);
          }
          const holding = { ref: 'AAAAAAAAAAAAAAAAAAAAAA', body: '270008', argument: null };
          ledger.asBatch();
          return ledger.holdPerson({ key: notice.key, entries: written.get(notice.key) }, holding);
        },
        forget: () => {
          written.clear();
          return 0;
        },
      },
    },
  });
}

beforeEach(async () => {
  written = new Map();
  effects = [];
  subgraph = await startTestSubgraph({ audience: 'prefectural', typeDefs, bodies: ['270008'], create });
});
afterEach(() => subgraph.close());

const query = 'mutation Notify($notice: Notice!) { notify(notice: $notice) { key entries } }';
const variables = { notice: { key: 'k1', entries: [{ address: '本町1-1', kind: 'MOVE' }] } };
const granted = {
  coordinates: [
    'Mutation.notify',
    'Mutation.notify(notice:)',
    'Notice.entries',
    'Entry.address',
    'Entry.kind',
    'Taken.entries',
  ],
};

test('a granted mutation is carried out, recorded with its subject, and answered', async () => {
  const { status, json } = await subgraph.send({ query, variables, grant: granted });
  expect({ status, data: json.data }).toEqual({ status: 200, data: { notify: { key: 'k1', entries: 1 } } });
  expect(subgraph.audit.records).toEqual([
    expect.objectContaining({
      phase: 'outcome',
      mode: 'batch',
      operationName: 'Notify',
      coordinates: ['Mutation.notify', 'Taken.entries', 'Taken.key'],
      subject: expect.any(String),
    }),
  ]);
});

describe('is refused whole, before anything is written', () => {
  test.each([
    ['an input field', { notice: { key: 'k1', entries: [{ secret: 'x' }] } }],
    ['an input field of a later entry', { notice: { key: 'k1', entries: [{ address: 'x' }, { secret: null }] } }],
    ['an input field that does not exist', { notice: { key: 'k1', entries: [{ __proto__x: 1 }] } }],
    ['a word of a list', { notice: { key: 'k1', entries: [{ kind: 'DEATH' }] } }],
  ])('a mutation that names %s beyond its grant', async (_what, sent) => {
    const { status, json } = await subgraph.send({ query, variables: sent, grant: granted });
    expect([status, json.errors?.[0]?.extensions?.['code']]).toEqual([403, 'GRANT_EXCEEDED']);
    expect(effects).toEqual([]);
    expect(subgraph.audit.records).toEqual([expect.objectContaining({ phase: 'refused', refusal: 'GRANT_EXCEEDED' })]);
  });

  test.each([
    ['another mutation', 'mutation { forget }'],
    ['another one beside it', 'mutation ($notice: Notice!) { notify(notice: $notice) { key } forget }'],
    ['it in the text', 'mutation { notify(notice: { key: "k1", entries: [{ secret: "x" }] }) { key } }'],
    ['it as a query', 'query ($notice: Notice!) { notify(notice: $notice) { key } }'],
  ])('%s', async (_what, asked) => {
    const { status } = await subgraph.send({ query: asked, variables, grant: granted });
    expect({ status, effects }).toEqual({ status: 403, effects: [] });
  });

  test('a mutation without a grant', async () => {
    expect((await subgraph.send({ query, variables, grant: null })).status).toBe(401);
    expect(effects).toEqual([]);
  });
});

test('several mutations of one operation run one after the other, in the order of writing', async () => {
  const two =
    'mutation ($a: Notice!, $b: Notice!) { a: notify(notice: $a) { key } b: forget c: notify(notice: $b) { key } }';
  const notices = { a: { key: 'a', entries: [] }, b: { key: 'b', entries: [] } };
  const { json } = await subgraph.send({ query: two, variables: notices });
  expect(Object.keys(json.data ?? {})).toEqual(['a', 'b', 'c']);
  expect([effects, [...written.keys()]]).toEqual([['a', 'b'], ['b']]);
});

test('without the log nothing is answered; repeated with its key, it has one effect and an answer', async () => {
  subgraph.audit.fail();
  const lost = await subgraph.send({ query, variables, grant: granted });
  expect([lost.status, lost.json.data]).toEqual([503, undefined]);
  expect(lost.json.errors?.[0]?.extensions?.['code']).toBe('AUDIT_UNAVAILABLE');
  subgraph.audit.recover();
  const repeated = await subgraph.send({ query, variables, grant: granted });
  expect(repeated.json.data).toEqual({ notify: { key: 'k1', entries: 1 } });
  expect(effects).toEqual(['k1']);
});

test('a replayed grant has no second effect and gets no answer', async () => {
  const body = JSON.stringify({ query, variables });
  const { gateway, caller } = subgraph;
  const rawGrant = gateway.issue(gateway.grant(body, caller.authorization, granted));
  expect((await subgraph.send({ query, variables, rawGrant })).status).toBe(200);
  const { status, json } = await subgraph.send({ query, variables, rawGrant });
  expect([status, json.data, json.errors?.[0]?.extensions?.['code']]).toEqual([403, undefined, 'GRANT_REPLAYED']);
  expect(effects).toEqual(['k1']);
});
