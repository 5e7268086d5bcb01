import type { ServerResponse } from 'node:http';

/**
 * Headers of every answer. No script and no outside address; forms go to this provider and, by the redirect that
 * follows, to the portal: browsers hold `form-action` against redirects too.
 * `script-src` stands empty, which means none, because the library adds the hash of the one script that it writes (the
 * self-submitting form of a logout without a session).
 */
export function setSecurityHeaders(response: ServerResponse, portalOrigins: readonly string[]): void {
  const policy = [
    "default-src 'none'",
    'script-src',
    "style-src 'self'",
    "img-src 'self'",
    `form-action 'self' ${portalOrigins.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  // `no-referrer` would make browsers send `Origin: null` with the form.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}
