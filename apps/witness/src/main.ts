import { join } from 'node:path';
import { createWitness, encodeVerifierKey } from '@juki/audit-log';
import { nodeSha256, nodeVerifySignature } from '@juki/audit-log/postgres';
import { JukiError } from '@juki/errors';
import { createFileKeyProvider } from '@juki/keys';
import { pino } from 'pino';
import { readEnvironment } from './environment.ts';
import { createFileWitnessStore } from './file-witness-store.ts';
import { createWitnessServer } from './server.ts';

/** Starts a witness from its environment; ends on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const { name, directory, logs, host, port, logLevel } = readEnvironment();
  const log = pino({ name: 'witness', level: logLevel });
  const key = createFileKeyProvider(join(directory, 'keys'), { create: true }).signer('witness');
  const signer = { name, publicKey: key.publicKey, sign: (data: Uint8Array) => key.sign(data) };
  const server = createWitnessServer({
    witness: createWitness({
      logs,
      signer,
      store: createFileWitnessStore(join(directory, 'seen')),
      clock: Date.now,
      sha256: nodeSha256,
      verifySignature: nodeVerifySignature,
      onContradiction: ({ origin, note }) => log.error({ origin, note }, 'a log showed two histories; keep this line'),
    }),
    verifierKey: encodeVerifierKey(nodeSha256, signer, 'cosignature'),
    onFault: (fault) => log.error({ fault: fault instanceof Error ? fault.message : String(fault) }, 'fault'),
  });
  log.info({ port: await server.listen(port, host), witness: name, logs: logs.length }, 'ready');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server.close().then(() => process.exit(0), fail));
  }
}

function fail(cause: unknown): void {
  process.stderr.write(cause instanceof JukiError ? `${cause.code}: ${cause.message}\n` : `${String(cause)}\n`);
  process.exit(1);
}

main().catch(fail);
