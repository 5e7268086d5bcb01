import { createFileKeyProvider } from '@juki/keys';
import { loadCatalogue } from '@juki/legal-basis/files';
import { defaults } from '@juki/residents';
import { examples } from '../examples.ts';
import type { Databases } from '../start-databases.ts';
import { fillLedgers } from './fill-ledgers.ts';
import { type Filled, type FillProgress, fillRegistries } from './fill-registries.ts';

/** What {@link fillDatabases} needs. */
export interface FillDatabasesOptions {
  readonly databases: Databases;
  /** Directory of the keys. */
  readonly keys: string;
  /** How many people an empty system gets. */
  readonly people: number;
  /** In which municipalities they live. */
  readonly municipalities: readonly string[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onProgress: (progress: FillProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Brings files and ledgers to the state in which a development system is used; what is there already stays. */
export async function fillDatabases(options: FillDatabasesOptions): Promise<Filled> {
  const { databases, clock, onProgress, signal } = options;
  const [filled] = await Promise.all([
    fillRegistries({
      urlOf: (tier) => databases.data.url(tier),
      keys: createFileKeyProvider(options.keys),
      wanted: {
        seed: defaults.seed,
        people: options.people,
        asOf: defaults.asOf,
        municipalities: options.municipalities,
      },
      onProgress,
      signal,
    }),
    fillLedgers({
      url: databases.data.url('gateway'),
      catalogue: loadCatalogue({ profile: 'development' }),
      examples,
      clock,
    }),
  ]);
  return filled;
}
