import { noWitnesses, parseWitnessSettings, type WitnessSettings } from '@juki/audit-log/postgres';
import { JukiError } from '@juki/errors';

/** A public key of a gateway, or of a body that notifies, as it is handed to a tier. */
export interface GatewayKey {
  readonly keyId: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** The settings of a tier's process. */
export interface TierEnvironment {
  readonly profile: 'development' | 'service';
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** As the role that adds and dates rows; only modules that change something use it. */
  readonly databaseWriterUrl: string;
  /** As the role that erases what is past its period of keeping, under an order that two people approved. */
  readonly databaseEraserUrl: string;
  readonly auditWriterUrl: string;
  readonly auditSequencerUrl: string;
  readonly auditReaderUrl: string;
  readonly auditWitnessUrl: string;
  /** Who cosigns the logs of this process, and of which logs it is a witness. */
  readonly witnessing: WitnessSettings;
  /** Directory of the key provider. */
  readonly keys: string;
  readonly issuer: string;
  /** Origin of the gateway, to which the machines of this tier send their messages. */
  readonly gateway: string;
  /** Directory of the machines' private keys, `<id>.json`. */
  readonly machineKeys: string;
  /** Directory below which shared folders lie, `<folder>/<body>/…`. */
  readonly folder: string;
  readonly gatewayKeys: readonly GatewayKey[];
  /** Of each body whose notifications are taken here, the keys with which it signs them; others are refused. */
  readonly senderKeys: ReadonlyMap<string, readonly GatewayKey[]>;
  /** Codes of the bodies that this process hosts; the first takes what belongs to none. */
  readonly bodies: readonly string[];
  /** Whether the machine's clock is kept synchronised, as the operator of the process states. */
  readonly clockSynchronised: boolean;
  readonly logLevel: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment of a tier and reports every fault together: `CONFIGURATION_INVALID`. Values are not quoted. */
export function parseTierEnvironment(variables: Variables): TierEnvironment {
  const faults: string[] = [];
  const environment: TierEnvironment = {
    profile: profile(),
    host: variables['HOST'] ?? '127.0.0.1',
    port: port(),
    databaseUrl: needed('DATABASE_URL', 'the database of this tier, as the role that may only read'),
    databaseWriterUrl: needed('DATABASE_WRITER_URL', 'the database of this tier, as the role that adds and dates rows'),
    databaseEraserUrl: needed('DATABASE_ERASER_URL', 'the database of this tier, as the role that erases what is due'),
    auditWriterUrl: needed('AUDIT_DATABASE_URL', 'the audit database, as the role that may only insert'),
    auditSequencerUrl: needed('AUDIT_SEQUENCER_URL', 'the audit database, as the sequencer'),
    auditReaderUrl: needed('AUDIT_READER_URL', 'the audit database, as the reader'),
    auditWitnessUrl: needed('AUDIT_WITNESS_URL', 'the audit database, as the witness'),
    witnessing: witnessing(),
    keys: needed('JUKI_KEYS', 'the directory of the key provider'),
    issuer: needed('JUKI_ISSUER', 'the issuer of access tokens, e.g. https://login.example.lg.jp'),
    gateway: needed('JUKI_GATEWAY', 'the origin of the gateway, e.g. https://graph.example.lg.jp'),
    machineKeys: needed('JUKI_MACHINE_KEYS', "the directory of the machines' private keys"),
    folder: needed('JUKI_FOLDER', 'the directory below which the shared folders of the bodies lie'),
    gatewayKeys: gatewayKeys(),
    senderKeys: senderKeys(),
    bodies: bodies(),
    clockSynchronised: variables['JUKI_CLOCK'] === 'synchronised',
    logLevel: variables['LOG_LEVEL'] ?? 'info',
  };
  if (environment.profile === 'service') faults.push(...serviceFaults(environment));
  if (faults.length === 0) return environment;
  throw new JukiError('CONFIGURATION_INVALID', `The tier cannot start:\n- ${faults.join('\n- ')}`, {
    details: { faults },
  });

  function needed(name: string, what: string): string {
    const value = variables[name];
    if (!value) faults.push(`${name} is missing: ${what}.`);
    return value ?? '';
  }

  function port(): number {
    const value = Number(needed('PORT', 'the port on which the gateway finds this tier') || 0);
    if (!Number.isInteger(value) || value < 0 || value > 65_535) faults.push('PORT is no port number.');
    return value;
  }

  function profile(): TierEnvironment['profile'] {
    const value = needed('JUKI_PROFILE', 'development or service');
    if (value === 'development') return value;
    if (value !== '' && value !== 'service') faults.push('JUKI_PROFILE must be development or service.');
    return 'service';
  }

  function bodies(): readonly string[] {
    const codes = needed('JUKI_BODIES', 'the codes of the bodies that this process hosts, separated by commas')
      .split(',')
      .filter((code) => code !== '');
    if (!codes.every((code) => /^([0-9]{6}|jlis)$/.test(code))) {
      faults.push('JUKI_BODIES holds something that is no code of a body: six digits, or jlis.');
    }
    if (new Set(codes).size < codes.length) faults.push('JUKI_BODIES names a body twice.');
    return codes;
  }

  function witnessing(): WitnessSettings {
    const text = variables['JUKI_WITNESSES'];
    const settings = text === undefined ? noWitnesses : parseWitnessSettings(text);
    if (settings === null) faults.push('JUKI_WITNESSES does not read: see packages/audit-log/README.md.');
    return settings ?? noWitnesses;
  }

  function senderKeys(): ReadonlyMap<string, readonly GatewayKey[]> {
    const text = variables['JUKI_SENDER_KEYS'];
    if (text === undefined) return new Map();
    const entries = Object.entries(fieldsOf(parseJson(text))).map(
      ([body, keys]: readonly [string, unknown]) => [body, parseGatewayKeys(JSON.stringify(keys))] as const,
    );
    const sound = entries.every(([body, keys]) => /^[0-9]{6}$/.test(body) && keys.length > 0);
    if (sound && entries.length > 0) return new Map(entries);
    faults.push('JUKI_SENDER_KEYS is not {"<body>": [{keyId, publicKey}]} with 32 bytes each.');
    return new Map();
  }

  function gatewayKeys(): readonly GatewayKey[] {
    const text = needed('JUKI_GRANT_KEYS', 'the public keys of the gateway, [{"keyId": …, "publicKey": base64url}]');
    if (text === '') return [];
    const keys = parseGatewayKeys(text);
    if (keys.length === 0) faults.push('JUKI_GRANT_KEYS is not a list of {keyId, publicKey} with 32 bytes each.');
    return keys;
  }
}

/** What the service profile does not accept, each with what a body must provide instead. */
function serviceFaults({ issuer, witnessing }: TierEnvironment): readonly string[] {
  return [
    ...(witnessing.witnesses.length > 0
      ? []
      : ['JUKI_WITNESSES is missing: a log that nobody else has seen could be rewritten by its keeper.']),
    ...(issuer.startsWith('https://')
      ? []
      : ['JUKI_ISSUER must be an https address: the development identity provider is not for service.']),
    'JUKI_KEYS is a directory of key files: in service, keys live in a PKCS#11 module, which this version does not drive yet.',
  ];
}

/** All of them, or none: a list that is read in part would silently refuse one gateway. */
function parseGatewayKeys(text: string): readonly GatewayKey[] {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) return [];
  const keys = parsed.flatMap((entry: unknown) => {
    const { keyId, publicKey } = fieldsOf(entry);
    if (typeof keyId !== 'string' || keyId === '' || typeof publicKey !== 'string') return [];
    const bytes = Uint8Array.from(Buffer.from(publicKey, 'base64url'));
    return bytes.length === 32 ? [{ keyId, publicKey: bytes }] : [];
  });
  return keys.length === parsed.length ? keys : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): { readonly keyId?: unknown; readonly publicKey?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
