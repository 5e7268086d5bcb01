import type { MediaLedger, MediumEntry, Queryable } from '@juki/media-ledger';
import type { OpenedServices, RegistryContext, ServiceParts } from '@juki/subgraph-runtime';
import { type BulkDesk, createBulkDesk } from './bulk-desk.ts';
import { createBulkRepository } from './bulk-repository.ts';

/** What resolvers of the module use of the context. */
export type BulkContext = RegistryContext<{ readonly 'bulk-provision': BulkDesk }>;

/** What a tier says to open 一括提供. */
export interface BulkOptions {
  readonly tier: string;
  readonly media: MediaLedger;
  readonly bodyOf: (agency: string) => string | undefined;
}

/** Opens 一括提供 of a tier. */
export function openBulkProvision(
  { writer, keys }: Pick<ServiceParts, 'writer' | 'keys'>,
  options: BulkOptions,
): OpenedServices<BulkDesk> {
  const repository = createBulkRepository(writer);
  async function together<T>(work: (within: Queryable) => Promise<T>): Promise<T> {
    const client = await writer.connect();
    try {
      await client.query('BEGIN');
      const done = await work(client);
      await client.query('COMMIT');
      client.release();
      return done;
    } catch (fault) {
      // A connection in doubt is not used again.
      client.release(true);
      throw fault;
    }
  }
  const desk = createBulkDesk({ ...options, repository, keys, together });
  return { services: desk, workers: [], close: async () => undefined };
}

/** Destroys the keys of erased results: for `onErase` of the ledger of media, which is opened first. */
export function resultKeyEraser({
  writer,
  clock,
}: Pick<ServiceParts, 'writer' | 'clock'>): (medium: MediumEntry) => Promise<void> {
  const repository = createBulkRepository(writer);
  return async ({ body, medium }) => {
    const [, job] = /^bulk:(.+):result$/.exec(medium) ?? [];
    if (job !== undefined) await repository.erase(body, job, clock());
  };
}
