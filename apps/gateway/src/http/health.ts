import { type Route, sendJson } from './router.ts';

/** One thing that must work before a gateway takes requests; rejects with the reason where it does not. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<void>;
}

/**
 * `GET /healthz`: the process lives. `GET /readyz`: what it needs answers; 503 with the names of what does not. Anyone may
 * ask, so requests that come together share one round of checks: asking often must not use up connections of the stores.
 */
export function healthRoutes(checks: readonly ReadinessCheck[]): readonly Route[] {
  let running: Promise<readonly string[]> | undefined;
  const failingChecks = () => {
    running ??= askAll(checks).finally(() => {
      running = undefined;
    });
    return running;
  };
  return [
    { path: '/healthz', handle: (_, response) => sendJson(response, 200, { status: 'alive' }) },
    {
      path: '/readyz',
      async handle(_, response) {
        const failing = await failingChecks();
        sendJson(response, failing.length === 0 ? 200 : 503, {
          status: failing.length === 0 ? 'ready' : 'not ready',
          failing,
        });
      },
    },
  ];
}

/** The names of the checks that fail. */
async function askAll(checks: readonly ReadinessCheck[]): Promise<readonly string[]> {
  const results = await Promise.allSettled(checks.map(({ check }) => check()));
  return checks.filter((_check, index) => results[index]?.status === 'rejected').map(({ name }) => name);
}
