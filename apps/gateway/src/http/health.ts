import { type Route, sendJson } from './router.ts';

/** One thing that must work before a gateway takes requests; rejects with the reason where it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** `GET /healthz`: the process lives. `GET /readyz`: what it needs answers; 503 with the names of what does not. */
export function healthRoutes(checks: readonly ReadinessCheck[]): readonly Route[] {
  return [
    { path: '/healthz', handle: (_, response) => sendJson(response, 200, { status: 'alive' }) },
    {
      path: '/readyz',
      async handle(_, response) {
        const results = await Promise.allSettled(checks.map(({ check }) => check()));
        const failing = checks.filter((_check, index) => results[index]?.status === 'rejected').map(({ name }) => name);
        sendJson(response, failing.length === 0 ? 200 : 503, {
          status: failing.length === 0 ? 'ready' : 'not ready',
          failing,
        });
      },
    },
  ];
}
