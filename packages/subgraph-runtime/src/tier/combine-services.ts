import type { OpenedServices } from './start-tier.ts';

/** The services of an app, each module's under the module's name. */
type Combined<Parts extends Readonly<Record<string, OpenedServices<unknown>>>> = {
  readonly [Name in keyof Parts]: Parts[Name] extends OpenedServices<infer Services> ? Services : never;
};

/** Puts what the modules of an app opened under their names; all workers run, all are closed. */
export function combineServices<Parts extends Readonly<Record<string, OpenedServices<unknown>>>>(
  parts: Parts,
): OpenedServices<Combined<Parts>> {
  const opened = Object.values(parts);
  // Wider than pairs on purpose: the standard library then leaves the type of the object to the one that is declared.
  const byName: (readonly unknown[])[] = Object.entries(parts).map(([name, { services }]) => [name, services]);
  return {
    services: Object.fromEntries(byName),
    workers: opened.flatMap(({ workers }) => workers),
    async close() {
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}
