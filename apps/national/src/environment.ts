import { parseTierEnvironment, type TierEnvironment } from '@juki/subgraph-runtime';

/** Reads the environment of this process; the only place of this app that does. Errors: `CONFIGURATION_INVALID`. */
export function readEnvironment(): TierEnvironment {
  return parseTierEnvironment(process.env);
}
