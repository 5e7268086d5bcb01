import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaLedger, type MediumEntry, type Queryable, removeFromFolder } from '@juki/media-ledger';
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

/**
 * What goes with a medium that is erased, for `onErase` of the ledger of media: the key of the result, and, of a request that
 * was never answered to its end, the file wherever it was left and the sealed beginning of its result.
 */
export function bulkEraser({
  writer,
  clock,
  folder,
}: Pick<ServiceParts, 'writer' | 'clock' | 'folder'>): (medium: MediumEntry) => Promise<void> {
  const repository = createBulkRepository(writer);
  const removeFile = removeFromFolder(folder);
  return async ({ body, medium, place }) => {
    const [, job, part] = /^bulk:(.+):(request|result)$/.exec(medium) ?? [];
    if (job === undefined) return;
    await repository.erase(body, job, clock());
    if (part !== 'request') return;
    const [, desk = '', name = ''] = /^folder:(.+)\/done\/([^/]+)$/.exec(place) ?? [];
    const terminals = await Promise.all(
      ['taken', 'work'].map((place) => readdir(join(folder, desk, place)).catch((): string[] => [])),
    );
    const left = [
      ...['incoming', 'rejected'].map((place) => `${desk}/${place}/${name}`),
      ...(terminals[0] ?? []).map((terminal) => `${desk}/taken/${terminal}/${name}`),
      ...(terminals[1] ?? []).map((terminal) => `${desk}/work/${terminal}/${job}.part`),
    ];
    for (const path of left) await removeFile(path);
  };
}
