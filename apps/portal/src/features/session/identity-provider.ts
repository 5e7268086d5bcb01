import * as oauth from 'oauth4webapi';

/**
 * Options for requests to an issuer. Plain http is accepted from this machine only, where the development identity
 * provider listens; any other issuer must be https.
 */
export function requestOptions(issuer: string): { [oauth.allowInsecureRequests]?: boolean } {
  return isLoopback(issuer) ? { [oauth.allowInsecureRequests]: true } : {};
}

function isLoopback(issuer: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);
}

/** Learns the endpoints of an identity provider from its issuer (OIDC Discovery). */
export async function discover(issuer: string): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, { ...requestOptions(issuer), algorithm: 'oidc' });
  return oauth.processDiscoveryResponse(url, response);
}
