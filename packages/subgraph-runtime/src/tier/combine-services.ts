import { invariant } from '@juki/errors';
import type { OpenedServices } from './start-tier.ts';

type Opened = Readonly<Record<string, OpenedServices<unknown>>>;

/** The services of an app, each module's under the module's name. */
type Combined<Parts extends Opened> = {
  readonly [Name in keyof Parts]: Parts[Name] extends OpenedServices<infer Services> ? Services : never;
};

/** Puts what the modules of an app opened under their names; all workers run, all are closed. */
export function combineServices<Parts extends Opened>(parts: Parts): OpenedServices<Combined<Parts>> {
  const opened = Object.values(parts);
  const services: unknown = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.services]));
  invariant(isCombined(services, parts), 'every part gives its services');
  return {
    services,
    workers: opened.flatMap(({ workers }) => workers),
    async close() {
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}

function isCombined<Parts extends Opened>(services: unknown, parts: Parts): services is Combined<Parts> {
  const named = new Map(Object.entries(services ?? {}));
  return Object.entries(parts).every(([name, part]) => named.get(name) === part.services);
}
