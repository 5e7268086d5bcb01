import { expect, test } from '@jest/globals';
import type { ExchangeStore, Place } from '../exchange-store.ts';
import { rejectFile } from '../reject-file.ts';
import { takeNext } from '../take-next.ts';

/** A text as the content of a file. */
export async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

/** The whole of a file. */
export async function readWhole(store: ExchangeStore, place: Place, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(place, name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** What every store does, whatever it is made of. */
export function storeBehaviour(open: (consumer: string) => Promise<ExchangeStore>): void {
  test('gives back what was put, and never puts over it', async () => {
    const store = await open('terminal');
    expect(await store.put('incoming', 'a.csv', textOf('one'))).toMatchObject({ name: 'a.csv', bytes: 3 });
    expect(await readWhole(store, 'incoming', 'a.csv')).toBe('one');
    await expect(store.put('incoming', 'a.csv', textOf('two'))).rejects.toMatchObject({ code: 'EXCHANGE_FILE_EXISTS' });
    expect(await readWhole(store, 'incoming', 'a.csv')).toBe('one');
    expect((await store.list('incoming')).files.map(({ name }) => name)).toEqual(['a.csv']);
  });

  test('has no file that was not put', async () => {
    const store = await open('terminal');
    await expect(readWhole(store, 'results', 'b.csv')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_MISSING' });
    expect(await store.move('b.csv', 'incoming', 'taken')).toBe(false);
    expect(await store.remove('results', 'b.csv')).toBe(false);
    await expect(store.put('incoming', '../b.csv', textOf(''))).rejects.toMatchObject({
      code: 'EXCHANGE_FILE_REFUSED',
    });
  });

  test('lets one of two takers have a file', async () => {
    const [first, second] = [await open('one'), await open('two')];
    await first.put('incoming', 'a.csv', textOf('one'));
    const taken = await Promise.all([first, second].map((store) => store.move('a.csv', 'incoming', 'taken')));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await first.list('incoming')).files).toEqual([]);
  });

  test('remembers over a crash what was taken and not finished', async () => {
    const store = await open('one');
    await store.put('incoming', 'a.csv', textOf('one'));
    expect(await takeNext(store)).toMatchObject({ name: 'a.csv', resumed: false });
    expect(await takeNext(await open('two'))).toBeUndefined();
    const again = await open('one');
    expect(await takeNext(again)).toMatchObject({ name: 'a.csv', resumed: true });
    expect(await readWhole(again, 'taken', 'a.csv')).toBe('one');
    await again.remove('taken', 'a.csv');
    expect(await takeNext(again)).toBeUndefined();
  });

  test('puts a refused file aside with its reason', async () => {
    const store = await open('one');
    await store.put('incoming', 'a.csv', textOf('one'));
    await takeNext(store);
    const rejection = { code: 'EXCHANGE_FILE_INVALID', message: 'line 3: …', at: '2026-11-21T00:00:00.000Z' };
    await rejectFile(store, 'a.csv', rejection);
    expect(JSON.parse(await readWhole(store, 'rejected', 'a.csv.reason.json'))).toEqual(rejection);
    expect(await readWhole(store, 'rejected', 'a.csv')).toBe('one');
    expect(await takeNext(store)).toBeUndefined();
  });
}
