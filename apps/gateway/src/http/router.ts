import type { IncomingMessage, ServerResponse } from 'node:http';

/** One address of the gateway: a path, or everything below one that ends in a slash. */
export interface Route {
  readonly path: string;
  handle(message: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

/** Sends each request to the first route that it fits; what fits none does not exist. */
export function createRouter(
  routes: readonly Route[],
  onFault: (fault: { readonly request: string; readonly cause: unknown }) => void,
) {
  return function route(message: IncomingMessage, response: ServerResponse): void {
    const pathname = pathOf(message);
    const found = routes.find(({ path }) => (path.endsWith('/') ? pathname?.startsWith(path) : pathname === path));
    response.setHeader('x-content-type-options', 'nosniff');
    if (pathname === undefined || !found) {
      response.statusCode = 404;
      response.end();
      return;
    }
    answered(found, message, response).catch((cause: unknown) => {
      // Without its query: there an operation, and with it a number, may stand.
      onFault({ request: pathname, cause });
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  };
}

/** A target such as `//` is no URL; thrown here, outside any promise, it would end the process. */
function pathOf(message: IncomingMessage): string | undefined {
  try {
    return new URL(message.url ?? '/', 'http://gateway').pathname;
  } catch {
    return undefined;
  }
}

/** Whatever a route throws, at once or later, is a rejection. */
async function answered(route: Route, message: IncomingMessage, response: ServerResponse): Promise<void> {
  await route.handle(message, response);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(value));
}
