import type { LogKeeper } from '@juki/audit-log/postgres';
import type { Route } from './router.ts';

/** `GET /log/…`: the gateway's own log as the plain files of C2SP tlog-tiles. No personal data is in them. */
export function logRoute(answer: LogKeeper['published']): Route {
  return {
    path: '/log/',
    async handle(message, response) {
      const { status, contentType, cacheControl, body } = await answer(
        new URL(message.url ?? '/', 'http://gateway').pathname,
      );
      response.statusCode = status;
      response.setHeader('content-type', contentType);
      response.setHeader('cache-control', cacheControl);
      response.end(body);
    },
  };
}
