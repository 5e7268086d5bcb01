import { noWitnesses, parseWitnessSettings, type WitnessSettings } from '@juki/audit-log/postgres';
import { JukiError } from '@juki/errors';

/** The settings of a gateway process. */
export interface Environment {
  readonly profile: 'development' | 'service';
  readonly port: number;
  readonly host: string;
  readonly issuer: string;
  /** Client id of the page at `/`, registered at the identity provider. */
  readonly portalClient: string;
  /** Address of each subgraph, by its name in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly databaseUrl: string;
  readonly auditWriterUrl: string;
  readonly auditSequencerUrl: string;
  readonly auditReaderUrl: string;
  readonly auditWitnessUrl: string;
  /** Who cosigns the gateway's log. */
  readonly witnessing: WitnessSettings;
  /** Directory of the key provider. */
  readonly keys: string;
  /** Directory of the built page for people; `null`: no page. */
  readonly portal: string | null;
  /** File of ready-made queries for the page, synthetic people only; `null`: none. */
  readonly examples: string | null;
  readonly clockSynchronised: boolean;
  readonly logLevel: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment and reports every fault together: `CONFIGURATION_INVALID`. */
export function readEnvironment(variables: Variables): Environment {
  const faults: string[] = [];

  const environment: Environment = {
    profile: oneOf('JUKI_PROFILE', ['development', 'service'], 'development'),
    port: wholeNumber('PORT', 4000),
    host: variables['HOST'] ?? '127.0.0.1',
    issuer: needed('JUKI_ISSUER', 'the issuer of access tokens, e.g. https://login.example.lg.jp'),
    portalClient: variables['JUKI_PORTAL_CLIENT'] ?? 'juki-portal',
    subgraphs: new Map(
      ['municipal', 'prefectural', 'national'].map((name) => [
        name,
        needed(`JUKI_${name.toUpperCase()}_URL`, `the address of the ${name} subgraph's /graphql`),
      ]),
    ),
    databaseUrl: needed('DATABASE_URL', 'the database with the ledger of rights'),
    auditWriterUrl: needed('AUDIT_DATABASE_URL', 'the audit database, as the role that may only insert'),
    auditSequencerUrl: needed('AUDIT_SEQUENCER_URL', 'the audit database, as the sequencer'),
    auditReaderUrl: needed('AUDIT_READER_URL', 'the audit database, as the reader'),
    auditWitnessUrl: needed('AUDIT_WITNESS_URL', 'the audit database, as the witness'),
    witnessing: witnessing(),
    keys: needed('JUKI_KEYS', 'the directory of the key provider'),
    portal: variables['JUKI_PORTAL'] ?? null,
    examples: variables['JUKI_EXAMPLES'] ?? null,
    clockSynchronised: variables['JUKI_CLOCK'] === 'synchronised',
    logLevel: variables['LOG_LEVEL'] ?? 'info',
  };
  if (environment.profile === 'service') refuseDevelopment(environment, faults);
  if (faults.length > 0) {
    throw new JukiError('CONFIGURATION_INVALID', `The gateway cannot start:\n- ${faults.join('\n- ')}`, {
      details: { faults },
    });
  }
  return environment;

  function needed(name: string, what: string): string {
    const value = variables[name];
    if (value) return value;
    faults.push(`${name} is missing: ${what}.`);
    return '';
  }

  function witnessing(): WitnessSettings {
    const text = variables['JUKI_WITNESSES'];
    const settings = text === undefined ? noWitnesses : parseWitnessSettings(text);
    if (settings === null) faults.push('JUKI_WITNESSES does not read: see packages/audit-log/README.md.');
    return settings ?? noWitnesses;
  }

  function wholeNumber(name: string, preset: number): number {
    const value = variables[name] === undefined ? preset : Number(variables[name]);
    if (Number.isInteger(value) && value >= 0 && value < 65_536) return value;
    faults.push(`${name} is no port number.`);
    return preset;
  }

  function oneOf<const Choice extends string>(name: string, choices: readonly Choice[], preset: Choice): Choice {
    const value = variables[name] ?? preset;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) faults.push(`${name} must be one of ${choices.join(', ')}.`);
    // An unknown profile must never become the lax one; the fault above stops the start in any case.
    return chosen ?? preset;
  }
}

/** What the service profile does not accept, each with what a body must provide instead. */
function refuseDevelopment(environment: Environment, faults: string[]): void {
  if (environment.issuer !== '' && !environment.issuer.startsWith('https://')) {
    faults.push('JUKI_ISSUER must be an https address: the development identity provider is not for service.');
  }
  for (const [name, address] of environment.subgraphs) {
    // One that is missing has been named already.
    if (address !== '' && !address.startsWith('https://')) {
      faults.push(`JUKI_${name.toUpperCase()}_URL must be an https address.`);
    }
  }
  if (environment.witnessing.witnesses.length === 0) {
    faults.push('JUKI_WITNESSES is missing: a log that nobody else has seen could be rewritten by its keeper.');
  }
  if (environment.examples !== null) {
    faults.push('JUKI_EXAMPLES quotes synthetic residents; leave it out.');
  }
  faults.push(
    'JUKI_KEYS is a directory of key files: in service, keys live in a PKCS#11 module, which this version does not drive yet.',
  );
}
