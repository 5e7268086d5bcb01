import { readFile } from 'node:fs/promises';
import sirv from 'sirv';
import { type Route, sendJson } from './router.ts';

/** Where the built page lies, and what it must know before anybody logs in. */
export interface PortalOptions {
  readonly directory: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly profile: 'development' | 'service';
  /** File of ready-made queries on synthetic people. */
  readonly examples: string | null;
}

/**
 * The page for people at `/`. Everything it needs comes from this origin, except the login at the identity provider;
 * the content security policy holds it to that.
 */
export function portalRoutes({ directory, issuer, clientId, profile, examples }: PortalOptions): readonly Route[] {
  const issuerOrigin = new URL(issuer).origin;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // The editor writes its style sheets at run time and has no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${issuerOrigin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const files = sirv(directory, { single: true, etag: true, gzip: false, brotli: false });

  return [
    {
      path: '/config.json',
      handle: (_, response) =>
        sendJson(response, 200, { issuer, clientId, profile, syntheticData: profile === 'development' }),
    },
    {
      path: '/examples.json',
      async handle(_, response) {
        sendJson(response, 200, examples === null ? [] : JSON.parse(await readFile(examples, 'utf8')));
      },
    },
    {
      path: '/',
      handle(message, response) {
        response.setHeader('content-security-policy', policy);
        response.setHeader('referrer-policy', 'no-referrer');
        files(message, response, () => {
          response.statusCode = 404;
          response.end();
        });
      },
    },
  ];
}
