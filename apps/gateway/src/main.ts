import { createIssuerKeys, createTokenVerifier, graphAudience } from '@juki/access-tokens';
import { assertStoreSafe, createNodeRandom, keepLogs } from '@juki/audit-log/postgres';
import { createPolicy } from '@juki/authorisation';
import { JukiError } from '@juki/errors';
import { createGrantIssuer } from '@juki/grants/issue';
import { createFileKeyProvider } from '@juki/keys';
import { readSnapshot } from '@juki/snapshot';
import { pino } from 'pino';
import { type Environment, readEnvironment } from './environment.ts';
import { faultForLog } from './fault-for-log.ts';
import { healthRoutes } from './http/health.ts';
import { logRoute } from './http/log.ts';
import { portalRoutes } from './http/portal.ts';
import { purposesRoute } from './http/purposes.ts';
import type { Route } from './http/router.ts';
import { createHttpTransport } from './pipeline/dispatch/subgraph-transport.ts';
import { gatewayBody } from './pipeline/record/gateway-records.ts';
import { followRights } from './rights/follow-rights.ts';
import { createRightsRepository } from './rights/rights-repository.ts';
import { createGateway } from './server.ts';

/** Puts a gateway together from its environment and serves until it is told to stop. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = pino({ name: 'gateway', level: environment.logLevel });
  const onFault = (fault: object) => log.error(fault, 'fault');
  await assertStoreSafe(environment.auditWriterUrl);

  const { catalogue, hash, ruleBook, supergraphSdl } = readSnapshot({ profile: environment.profile });
  const keys = createFileKeyProvider(environment.keys);
  const clock = Date.now;
  const monotonic = () => performance.now();
  const verifyToken = createTokenVerifier({
    issuer: environment.issuer,
    audience: graphAudience,
    keys: createIssuerKeys(environment.issuer),
    clock,
  });
  const repository = createRightsRepository(environment.databaseUrl);
  const rights = await followRights({
    repository,
    monotonic,
    onFault: (cause) => log.warn({ fault: faultForLog(cause) }, 'the ledger of rights cannot be asked'),
  });
  const logs = keepLogs({
    urls: {
      writer: environment.auditWriterUrl,
      sequencer: environment.auditSequencerUrl,
      reader: environment.auditReaderUrl,
      witness: environment.auditWitnessUrl,
    },
    bodies: [gatewayBody],
    signerFor: (body) => keys.signer(`log/${body}`),
    witnessing: environment.witnessing,
    cosigner: () => keys.signer('witness/gateway'),
    clock,
    onTrouble: (trouble) =>
      log.warn(
        'fault' in trouble ? { ...trouble, fault: faultForLog(trouble.fault) } : trouble,
        'trouble with the log',
      ),
  });
  const arguments_ = keys.mac('gateway/arguments');

  const gateway = await createGateway({
    supergraphSdl,
    catalogue,
    policy: createPolicy({ ruleBook, catalogue, snapshot: hash }),
    verifyToken,
    rights: rights.ledger,
    audit: logs.writer,
    transport: createHttpTransport({ addresses: environment.subgraphs }),
    issueGrant: createGrantIssuer(keys.signer('grant')),
    clockState: () => (environment.clockSynchronised ? 'synchronised' : 'unknown'),
    sources: { clock, micros: () => monotonic() * 1000, random: createNodeRandom() },
    hashArguments: (canonical) => Buffer.from(arguments_.digest(canonical)).toString('base64url'),
    routes: [
      ...healthRoutes([
        { name: 'ledger of rights', check: () => rights.refresh() },
        { name: 'audit store', check: () => assertStoreSafe(environment.auditWriterUrl) },
      ]),
      logRoute(logs.published),
      purposesRoute({ catalogue, rights: rights.ledger, verifyToken, clock }),
      ...pages(environment),
    ],
    onFault: ({ cause, ...where }) => onFault({ ...where, fault: faultForLog(cause) }),
  });
  logs.start();
  const port = await gateway.listen(environment.port, environment.host);
  log.info({ port, snapshot: hash }, 'ready');

  const stop = async (): Promise<void> => {
    await gateway.close();
    await Promise.all([rights.stop(), logs.close()]);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(0), fail));
}

function pages({ portal, issuer, portalClient, profile, examples }: Environment): readonly Route[] {
  if (portal === null) return [];
  return portalRoutes({ directory: portal, issuer, clientId: portalClient, profile, examples });
}

function fail(fault: unknown): void {
  process.stderr.write(fault instanceof JukiError ? `${fault.code}: ${fault.message}\n` : `${String(fault)}\n`);
  process.exit(1);
}

main().catch(fail);
