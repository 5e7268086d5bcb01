import type { ExchangeStore, StoredFile } from './exchange-store.ts';

/** A file that is ours now. */
export interface TakenFile extends StoredFile {
  /** Whether it was taken before a crash, or by an earlier run: its work may be half done. */
  readonly resumed: boolean;
}

/**
 * Takes the next file: first what was taken and not finished, then what has come in. `undefined` where there is none.
 * Finished is what has left `taken`: moved to `rejected`, or removed when its result lies in `results`.
 */
export async function takeNext(
  store: ExchangeStore,
  accepts: (name: string) => boolean = () => true,
): Promise<TakenFile | undefined> {
  const unfinished = (await store.list('taken')).files.find(({ name }) => accepts(name));
  if (unfinished) return { ...unfinished, resumed: true };
  const { files } = await store.list('incoming');
  for (const file of files.filter(({ name }) => accepts(name))) {
    if (await store.move(file.name, 'incoming', 'taken')) return { ...file, resumed: false };
  }
  return undefined;
}
