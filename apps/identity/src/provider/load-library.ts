import type { Logger } from 'pino';

let loaded: Promise<Library> | undefined;

/** The maintained library behind this provider. */
export type Library = typeof import('oidc-provider');

/**
 * Loads oidc-provider. It speaks through `console` only, and on Node 20 (which its authors do not list, and on which the
 * tests here pass) it does so at import; what it says then goes to our log, so that a start is quiet. Everything that
 * it would say later is configured away, and a test holds that.
 */
export function loadLibrary(logger: Logger): Promise<Library> {
  loaded ??= importQuietly(logger);
  return loaded;
}

async function importQuietly(logger: Logger): Promise<Library> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => logger.debug({ library: 'oidc-provider' }, words.map(String).join(' '));
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
