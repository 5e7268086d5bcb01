import { GatewayFault } from './gateway-fault.ts';
import { parseJson } from './json.ts';

/** Sends to the gateway that served the page. Cookies never go along: the token is the only credential. */
export async function fetchFromGateway(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  } catch (cause) {
    throw new GatewayFault('unreachable', null, cause);
  }
}

/** Reads one of the gateway's small JSON files (`/config.json`, `/purposes.json`, `/examples.json`), unparsed. */
export async function fetchJsonFromGateway(path: string, accessToken: string | null): Promise<unknown> {
  const response = await fetchFromGateway(path, {
    headers: accessToken === null ? {} : { Authorization: `Bearer ${accessToken}` },
  });
  if (response.status === 401) {
    throw new GatewayFault('signed-out', 401);
  }
  const body = parseJson(await response.text());
  if (!response.ok || body === undefined) {
    throw new GatewayFault('unreadable', response.status);
  }
  return body;
}
