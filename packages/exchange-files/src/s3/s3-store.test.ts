import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeNext } from '../store/take-next.ts';
import { readWhole, storeBehaviour, textOf } from '../store/testing/store-behaviour.ts';
import { byParts } from './by-parts.ts';
import { openS3Store } from './s3-store.ts';
import { startSmallS3 } from './testing/small-s3.ts';

let server: Awaited<ReturnType<typeof startSmallS3>>;
beforeEach(async () => {
  server = await startSmallS3();
});
afterEach(() => server.stop());

const open = (consumer = 'terminal') =>
  openS3Store({
    bucket: 'exchange',
    prefix: '270008/osaka-education',
    consumer,
    client: {
      endpoint: server.endpoint,
      region: 'ap-northeast-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });

describe('an S3-compatible store', () => {
  storeBehaviour((consumer) => open(consumer));

  test('lists everything over many pages', async () => {
    const store = await open();
    for (const name of ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv']) await store.put('results', name, textOf(name));
    expect((await store.list('results')).files).toHaveLength(5);
    expect((await store.list('incoming')).files).toEqual([]);
  });

  test('puts a large file by parts, whole or not at all', async () => {
    const store = await open();
    const large = async function* (failing: boolean) {
      for (let index = 0; index < 20; index += 1) yield Buffer.alloc(1024 * 1024, index);
      if (failing) throw new Error('the writer died');
    };
    await expect(store.put('results', 'large.csv', large(true))).rejects.toThrow('the writer died');
    expect((await store.list('results')).files).toEqual([]);
    expect(server.unfinished()).toBe(0);
    expect(await store.put('results', 'large.csv', large(false))).toMatchObject({ bytes: 20 * 1024 * 1024 });
    expect((await readWhole(store, 'results', 'large.csv')).length).toBe(20 * 1024 * 1024);
  });

  test('finishes a move that a crash cut in two', async () => {
    const store = await open('one');
    await store.put('incoming', 'a.csv', textOf('one'));
    server.objects.set('270008/osaka-education/claims/incoming/a.csv', { body: Buffer.from('one'), at: new Date() });
    expect(await takeNext(await open('two'))).toBeUndefined();
    expect(await takeNext(await open('one'))).toMatchObject({ name: 'a.csv' });
    expect([...server.objects.keys()]).toEqual(['270008/osaka-education/taken/one/a.csv']);
  });
});

test('parts have one size and lose nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 30 })),
      fc.integer({ min: 1, max: 20 }),
      async (chunks, size) => {
        const parts: Uint8Array[] = [];
        const source = async function* () {
          yield* chunks;
        };
        for await (const part of byParts(source(), size)) parts.push(part);
        expect(Buffer.concat(parts)).toEqual(Buffer.concat(chunks));
        expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
      },
    ),
  );
});
