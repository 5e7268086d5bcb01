import { createHash, randomBytes } from 'node:crypto';
import { createMemoryAuditLog, type MemoryAuditLog } from '@juki/audit-log';
import type { Audience, Grant } from '@juki/grants';
import type { KeyProvider } from '@juki/keys';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import type { DocumentNode } from 'graphql';
import { createBodies } from '../bodies.ts';
import { createPolicy, type Seat } from '../create-policy.ts';
import type { SubgraphOptions, SubgraphServer } from '../create-subgraph-server.ts';
import { allCoordinates } from './all-coordinates.ts';
import { createTestCaller, type TestCaller } from './test-caller.ts';
import { createTestGateway, type TestGateway } from './test-grants.ts';
import { testMatrix } from './test-matrix.ts';

/** What a test says of the subgraph that it starts. */
export interface TestSubgraphOptions {
  readonly audience: Audience;
  readonly typeDefs: DocumentNode;
  readonly bodies: readonly string[];
  /** Purposes with their reach; by default 別表第六 2項 over the caller's own prefecture. */
  readonly reaches?: Readonly<Record<string, string>>;
  /** Coordinates of other tiers that the matrix knows beside those of the schema. */
  readonly known?: readonly string[];
  /** From a purpose to the affair of its second hop (30条の11). */
  readonly secondHops?: Readonly<Record<string, string>>;
  readonly keys?: KeyProvider;
  /** Where the caller’s agency stands; by default in 豊中市. A test may let it change. */
  readonly seatOf?: (agency: string) => Seat | undefined;
  readonly create: (options: TestParts) => SubgraphServer;
}

/** What the harness provides; the rest is the subgraph's own. */
export type TestParts = Pick<
  SubgraphOptions<never>,
  'clockState' | 'policy' | 'verifyGrant' | 'verifyToken' | 'audit' | 'keys' | 'bodies' | 'clock' | 'log' | 'probes'
>;

/** One request of a test: what is sent, and what is changed on its way. */
export interface TestRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Changes to the grant that the gateway would issue; `null`: no grant at all. */
  readonly grant?: Partial<Grant> | null;
  /** A grant as it stands on the wire, in place of an issued one. */
  readonly rawGrant?: string;
  readonly authorization?: string;
}

/** What came back. */
export interface TestReply {
  readonly status: number;
  readonly text: string;
  readonly json: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
    readonly extensions?: { readonly juki: { readonly receipts: readonly string[] } };
  };
}

/** A subgraph with a gateway, a caller and a log of its own. */
export interface TestSubgraph {
  readonly address: string;
  readonly audit: MemoryAuditLog;
  readonly caller: TestCaller;
  readonly gateway: TestGateway;
  readonly logged: readonly (readonly [object, string])[];
  send(request: TestRequest): Promise<TestReply>;
  /** Moves the clock. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/** Starts a subgraph on a free port. By default a grant lists every coordinate of the schema. */
export async function startTestSubgraph(options: TestSubgraphOptions): Promise<TestSubgraph> {
  let now = Date.UTC(2026, 10, 20, 3, 0, 0);
  const clock = () => now;
  const snapshot = 'snapshot-under-test';
  const coordinates = allCoordinates(options.typeDefs);
  const gateway = createTestGateway({ audience: options.audience, snapshot, clock });
  const caller = await createTestCaller(clock);
  const audit = createMemoryAuditLog({
    sha256: (data) => Uint8Array.from(createHash('sha256').update(data).digest()),
    random: (length) => Uint8Array.from(randomBytes(length)),
  });
  const logged: (readonly [object, string])[] = [];
  const log = (fields: object, message: string) => void logged.push([fields, message]);
  const server = options.create({
    policy: createPolicy({
      snapshot,
      matrix: testMatrix({
        coordinates: [...coordinates, ...(options.known ?? [])],
        reaches: options.reaches ?? { 'juki-b6-2': 'own-prefecture' },
        ...(options.secondHops ? { secondHops: options.secondHops } : {}),
      }),
      seatOf: options.seatOf ?? (() => ({ prefecture: '27', municipality: '272035' })),
    }),
    verifyGrant: gateway.verifyGrant,
    verifyToken: caller.verifyToken,
    audit,
    keys: options.keys ?? createMemoryKeyProvider('test'),
    bodies: createBodies(options.bodies),
    clock,
    clockState: 'unknown',
    log: { info: log, warn: log, error: log },
    probes: {},
  });
  const running = await server.listen(0);
  const address = `http://127.0.0.1:${running.port}`;

  return {
    address,
    audit,
    caller,
    gateway,
    logged,
    async send({ query, variables, grant, rawGrant, authorization = caller.authorization }) {
      const body = JSON.stringify({ query, variables });
      const issued = () => gateway.issue(gateway.grant(body, authorization, { coordinates, ...grant }));
      const compact = rawGrant ?? (grant === null ? undefined : issued());
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization,
          ...(compact === undefined ? {} : { 'juki-grant': compact }),
        },
        body,
      });
      const text = await response.text();
      return { status: response.status, text, json: JSON.parse(text) };
    },
    advance(milliseconds) {
      now += milliseconds;
    },
    close: () => running.close(),
  };
}
