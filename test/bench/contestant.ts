import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { AuditWriter } from '@juki/audit-log';
import { createAuditWriter } from '@juki/audit-log/postgres';
import { createLogin, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { gatewayOn } from '../fixtures/gateway-on.ts';

/** The gateways that are compared. */
export type ContestantName = 'plain' | 'ours' | 'ours-without-audit';

interface Started {
  readonly port: number;
  stop(): Promise<void>;
}

interface Setting {
  readonly supergraphSdl: string;
  readonly addresses: readonly (readonly [string, string])[];
}

async function start(): Promise<Started> {
  if (name === 'plain') return startPlain();
  const store = name === 'ours' ? await durableAudit() : { audit: noAudit, stop: async () => undefined };
  const { supergraphSdl, addresses } = setting;
  const gateway = await gatewayOn({
    supergraphSdl,
    addresses: new Map(addresses),
    rules: 'ruled',
    audit: store.audit,
    onFault: (fault) => console.error(fault),
  });
  const port = await gateway.listen(0);
  return {
    port,
    async stop() {
      await gateway.close();
      await store.stop();
    },
  };
}

/** PostgreSQL that syncs, the insert-only role: what a service has. */
async function durableAudit() {
  const server = await temporaryPostgres({ databases: ['audit'], durable: true });
  await migrate(server.url('audit'), new URL('../../../prisma/audit/migrations', import.meta.url).pathname);
  const url = await createLogin(server, { name: 'audit_writer', database: 'audit', role: 'juki_audit_writer' });
  return { audit: createAuditWriter({ url }), stop: () => server.stop() };
}

/** Says yes to everything: what a gateway costs that records nothing. */
const noAudit: AuditWriter = {
  append: async (records) =>
    records.map(({ id, body }) => ({
      id,
      body,
      commitment: createHash('sha256').update(randomBytes(4)).digest('base64url'),
    })),
  close: async () => undefined,
};

/** @apollo/gateway as its documentation shows it, behind the thinnest HTTP that Apollo Server allows. */
async function startPlain(): Promise<Started> {
  const apollo = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl: setting.supergraphSdl }),
    logger: { debug() {}, info() {}, warn() {}, error: console.error },
  });
  await apollo.start();
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const headers = new HeaderMap();
    for (const [key, value] of Object.entries(message.headers)) if (typeof value === 'string') headers.set(key, value);
    const {
      status,
      body,
      headers: answered,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(Buffer.concat(chunks).toString()) },
      context: async () => ({}),
    });
    for (const [key, value] of answered) response.setHeader(key, value);
    response.statusCode = status ?? 200;
    response.end(body.kind === 'complete' ? body.string : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async stop() {
      server.closeAllConnections();
      await apollo.stop();
    },
  };
}

const [name] = process.argv.slice(2);
const [setting]: [Setting] = await once(process, 'message').then(([message]) => [message]);
const started = await start();
process.send?.({ port: started.port });
process.on('message', async (message) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  }
  if (message === 'stop') {
    await started.stop();
    process.exit(0);
  }
});
