import { JukiError } from '@juki/errors';

/** What is posted. */
export interface Post {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** A reply as it came: its body is not believed yet. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Posts JSON and reads the reply whole. Errors: `GATEWAY_UNREACHABLE`; its message names the address and no more. */
export async function postJson(send: typeof fetch, { address, headers, body, timeout, signal }: Post): Promise<Reply> {
  try {
    const response = await send(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
      redirect: 'error',
    });
    return { status: response.status, body: await response.text() };
  } catch (cause) {
    throw new JukiError('GATEWAY_UNREACHABLE', `The gateway at ${address.origin} gives no answer. Is it running?`, {
      cause,
    });
  }
}
