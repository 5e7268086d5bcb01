import { parse } from 'graphql';
import type { AuditedContext } from '../audit/resolver-audit-plugin.ts';
import { createSubgraphServer, type SubgraphServer } from '../create-subgraph-server.ts';
import type { TestParts } from './start-test-subgraph.ts';

/** A schema with everything that an attack may try: an entity, arguments, input fields, an enum, an interface. */
export const smallTypeDefs = parse(`
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@inaccessible", "@composeDirective"])
    @link(url: "https://juki.example/directives/v1.0", import: ["@legalBasis", "@structural", "@item"])
    @composeDirective(name: "@legalBasis")
    @composeDirective(name: "@structural")
    @composeDirective(name: "@item")
  directive @legalBasis(provisions: [ID!]!) repeatable on OBJECT | FIELD_DEFINITION
  directive @structural(reason: String!) on OBJECT | FIELD_DEFINITION | ENUM_VALUE
  directive @item(id: ID!) on FIELD_DEFINITION
  enum Sex { MALE FEMALE @structural(reason: "word") }
  input Key { name: String sex: Sex }
  interface Named { name: String }
  type Record implements Named { name: String secret: String }
  type Person @key(fields: "ref") {
    ref: ID! @inaccessible @structural(reason: "pseudonym")
    record: Record
  }
  type Query { find(key: Key): [Person!] fails: String }
`);

/** Whose data the subgraph holds. */
export const smallRef = 'AAAAAAAAAAAAAAAAAAAAAA';

/**
 * A subgraph over {@link smallTypeDefs} that knows one person. Every resolver that touches that person adds its
 * coordinate to `calls`: what the log must say, counted another way.
 */
export function createSmallSubgraph(parts: TestParts, calls: string[] = []): SubgraphServer {
  const holding = { ref: smallRef, body: '270008', argument: null };
  const called = <T>(coordinate: string, value: T): T => {
    calls.push(coordinate);
    return value;
  };
  return createSubgraphServer<AuditedContext>({
    ...parts,
    audience: 'prefectural',
    typeDefs: smallTypeDefs,
    createContext: (_request, ledger) => ({ ledger }),
    resolvers: {
      Query: {
        find: (_root: unknown, _key: unknown, { ledger }: AuditedContext) =>
          called('Query.find', [ledger.holdPerson({ __typename: 'Person', ref: smallRef }, holding)]),
        fails: () => {
          throw new Error('password=hunter2');
        },
      },
      Person: {
        __resolveReference: ({ ref }: { ref: string }, { ledger }: AuditedContext) =>
          ledger.holdPerson({ __typename: 'Person', ref }, { ...holding, ref, body: null }),
        ref: ({ ref }: { ref: string }) => called('Person.ref', ref),
        record: ({ ref }: { ref: string }, _key: unknown, { ledger }: AuditedContext) => {
          if (ref !== smallRef) return null;
          return called('Person.record', ledger.holdRow({ name: '山田', secret: 'the secret' }, holding));
        },
      },
      Record: {
        name: ({ name }: { name: string }) => called('Record.name', name),
        secret: ({ secret }: { secret: string }) => called('Record.secret', secret),
      },
    },
  });
}
