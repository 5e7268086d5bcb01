import { JukiError } from '@juki/errors';

/** The settings of the identity provider, parsed. */
export interface Environment {
  readonly port: number;
  readonly issuer: string;
  readonly keyDirectory: string;
  readonly portalOrigins: readonly string[];
  readonly logLevel: (typeof logLevels)[number];
  /** Whether to make a new signing key at the start. */
  readonly rotateKeys: boolean;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const serviceRefusal =
  'The development identity provider does not start in the service profile: it gives anybody the token of anybody. ' +
  'Point the gateway and the tiers at your own OpenID Connect provider (JUKI_ISSUER): one that issues JWT access tokens ' +
  '(RFC 9068) for the audience urn:juki:gateway with the claims juki_agency, juki_role, juki_kind, acr and amr, and ' +
  'that gives each tier its machine credential.';

/** Reads the environment; the only place that does. Errors: `CONFIGURATION_INVALID`, with all faults together. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const faults: string[] = [];
  const profile = env['JUKI_PROFILE'] ?? 'development';
  if (profile === 'service') faults.push(serviceRefusal);
  else if (profile !== 'development') faults.push('JUKI_PROFILE must be development or service.');

  const port = env['PORT'] ?? '4010';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) faults.push('PORT must be 1 to 65535.');

  const issuer = env['JUKI_ISSUER'] ?? `http://127.0.0.1:${port}`;
  if (env['JUKI_ISSUER'] !== undefined && !isOrigin(issuer)) {
    faults.push('JUKI_ISSUER must be an http or https origin without path, like http://127.0.0.1:4010.');
  }

  const keyDirectory = env['JUKI_KEYS'] ?? '';
  if (keyDirectory === '') faults.push('JUKI_KEYS must name the directory in which this provider keeps its keys.');

  const portalOrigins = (env['JUKI_PORTAL_ORIGIN'] ?? 'http://127.0.0.1:4000').split(',');
  if (!portalOrigins.every(isOrigin)) {
    faults.push('JUKI_PORTAL_ORIGIN must be one or more origins with commas between, like http://127.0.0.1:4000.');
  }

  const logLevel = logLevels.find((level) => level === (env['LOG_LEVEL'] ?? 'info'));
  if (logLevel === undefined) faults.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}.`);

  const rotate = env['JUKI_ROTATE_KEYS'] ?? 'false';
  if (rotate !== 'true' && rotate !== 'false') faults.push('JUKI_ROTATE_KEYS must be true or false.');

  if (faults.length > 0 || logLevel === undefined) {
    throw new JukiError('CONFIGURATION_INVALID', faults.join('\n'), { details: { faults } });
  }
  return { port: Number(port), issuer, keyDirectory, portalOrigins, logLevel, rotateKeys: rotate === 'true' };
}

/** Written exactly as browsers write it: no path, no trailing slash, no default port. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
