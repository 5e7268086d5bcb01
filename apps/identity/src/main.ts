import { JukiError } from '@juki/errors';
import { pino } from 'pino';
import { readEnvironment } from './environment.ts';
import { createIdentity } from './server.ts';

/** Starts the provider; ends on SIGINT or SIGTERM, rotates its signing key on SIGHUP. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const logger = pino({ name: 'identity', level: environment.logLevel });
  const identity = createIdentity({ ...environment, logger, clock: Date.now });
  await identity.listen();
  if (environment.rotateKeys) await identity.rotate();
  logger.info({ issuer: identity.issuer }, 'ready');

  const stop = (): void => {
    identity.close().then(
      () => process.exit(0),
      (cause: unknown) => fail(cause),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.on('SIGHUP', () => {
    identity.rotate().then(
      () => logger.info('signing key rotated'),
      (cause: unknown) => logger.error({ err: cause }, 'the signing key was not rotated'),
    );
  });
}

function fail(cause: unknown): void {
  process.stderr.write(cause instanceof JukiError ? `${cause.code}: ${cause.message}\n` : `${String(cause)}\n`);
  process.exit(1);
}

main().catch(fail);
