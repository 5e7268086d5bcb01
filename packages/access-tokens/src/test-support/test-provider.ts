import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A signing key of a provider, and what it publishes of it. */
export interface ProviderKey {
  readonly kid: string;
  readonly alg: string;
  readonly publicKey: CryptoKey;
  readonly published: JWK;
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** An identity provider over HTTP that does as it is told, and counts what it is asked. */
export interface TestProvider {
  readonly issuer: string;
  /** Answers of the two addresses; replaced by a test that wants another. */
  answers: { discovery: () => Answer; keys: () => Answer };
  readonly asked: { discovery: number; keys: number };
  publish(...keys: readonly ProviderKey[]): void;
  close(): Promise<void>;
}

/** One HTTP answer; a `body` that is no text goes out as JSON. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  /** Takes the request and never answers it. */
  readonly hangs?: boolean;
}

/** An extension that this provider knows and a verifier must not (RFC 7515 §4.1.11). */
const crit = { 'urn:example:extension': true };

/** Makes a key; `as` names the algorithm that its tokens state. */
export async function createProviderKey(kid: string, alg = 'ES256'): Promise<ProviderKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    alg,
    publicKey,
    published: { ...(await exportJWK(publicKey)), kid, use: 'sig' },
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header }).sign(privateKey, { crit }),
  };
}

/** Starts a provider on a free port; it publishes no key yet. */
export async function startTestProvider(): Promise<TestProvider> {
  const asked = { discovery: 0, keys: 0 };
  const server = createServer((request, response) => {
    const what = request.url === '/keys' ? 'keys' : 'discovery';
    asked[what] += 1;
    const { status = 200, body, hangs = false } = provider.answers[what]();
    if (hangs) return;
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider: TestProvider = {
    issuer,
    asked,
    answers: {
      discovery: () => ({ body: { issuer, jwks_uri: `${issuer}/keys` } }),
      keys: () => ({ body: { keys: [] } }),
    },
    publish(...keys) {
      provider.answers.keys = () => ({ body: { keys: keys.map(({ published }) => published) } });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}
