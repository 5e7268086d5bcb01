import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Logger } from 'pino';
import { answerInteraction } from '../interactions/answer-interaction.ts';
import { mark, stylesheet } from '../interactions/assets.ts';
import { errorPage } from '../interactions/error-page.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sendPage } from './send-page.ts';

/** What the handler answers from. `provider` gives nothing before the start is over. */
export interface HandlerParts {
  readonly issuer: () => string;
  readonly provider: () => Provider | undefined;
  readonly portalOrigins: readonly string[];
  readonly logger: Logger;
}

/** Answers every request: health, assets, our login page, and the library for the protocol itself. */
export function createHandler(parts: HandlerParts): RequestListener {
  const { provider, issuer, portalOrigins, logger } = parts;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response, portalOrigins);
    const path = request.url?.split('?', 1)[0] ?? '/';
    if (path === '/healthz') return sendState(response, 200, 'ok');
    const ready = provider();
    if (path === '/readyz') return sendState(response, ready ? 200 : 503, ready ? 'ready' : 'starting');
    if (ready === undefined) return sendState(response, 503, 'starting');
    if (path === '/assets/identity.css') return sendAsset(response, 'text/css; charset=utf-8', stylesheet);
    if (path === '/assets/identity.svg') return sendAsset(response, 'image/svg+xml', mark);
    // Addresses in answers are built from this header; another name for this machine (DNS rebinding) gets none.
    if (request.headers.host !== new URL(issuer()).host) {
      return sendPage(response, 421, errorPage('misdirected_request', `Use the address ${issuer()}.`));
    }
    if (path.startsWith('/interaction/')) return answerInteraction(ready, request, response);
    return ready.callback()(request, response);
  }

  return (request, response) => {
    answer(request, response).catch((cause: unknown) => {
      logger.error({ err: cause }, 'a request failed');
      if (response.headersSent) response.destroy();
      else sendPage(response, 500, errorPage('server_error', undefined));
    });
  };
}

function sendState(response: ServerResponse, status: number, state: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ status: state }));
}

function sendAsset(response: ServerResponse, type: string, content: string): void {
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
  response.end(content);
}
