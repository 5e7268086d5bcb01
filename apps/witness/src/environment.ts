import { nodeSha256 } from '@juki/audit-log/postgres';
import { parseVerifierKey, type VerifierKey } from '@juki/audit-log/verify';
import { JukiError } from '@juki/errors';

/** The settings of a witness. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  /** Name under which it cosigns: an address without its scheme, `witness.example/first`. */
  readonly name: string;
  /** Directory with its key and with what it saw. Lose it and the witness must be retired. */
  readonly directory: string;
  /** Keys of the logs that it watches. */
  readonly logs: readonly VerifierKey[];
  readonly logLevel: string;
}

/** Reads the environment of this process; the only place of this app that does. Errors: `CONFIGURATION_INVALID`. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const faults: string[] = [];
  const needed = (name: string, what: string): string => {
    const value = variables[name];
    if (!value) faults.push(`${name} is missing: ${what}.`);
    return value ?? '';
  };
  const port = Number(variables['PORT'] ?? 4020);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT is no port number.');
  const name = needed('JUKI_WITNESS_NAME', 'under which it cosigns, e.g. witness.example/first');
  const texts = needed('JUKI_WATCHED_LOGS', 'verifier keys of the logs, separated by white space').split(/\s+/);
  const logs = texts.filter((text) => text !== '').map((text) => parseVerifierKey(nodeSha256, text));
  if (logs.includes(null)) faults.push('JUKI_WATCHED_LOGS holds something that is no verifier key of type 01.');
  const directory = needed('JUKI_WITNESS_DIRECTORY', 'where its key and what it saw lie, for ever');
  if (faults.length > 0) {
    throw new JukiError('CONFIGURATION_INVALID', `The witness cannot start:\n- ${faults.join('\n- ')}`, {
      details: { faults },
    });
  }
  return {
    host: variables['HOST'] ?? '127.0.0.1',
    port,
    name,
    directory,
    logs: logs.filter((key) => key !== null),
    logLevel: variables['LOG_LEVEL'] ?? 'info',
  };
}
