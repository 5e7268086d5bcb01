import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openResultJournal } from './result-journal.ts';
import { openSealedFile } from './sealed-frames.ts';

const key = new Uint8Array(32).fill(7);
const parts = ['head\n', 'one\n', 'two, a longer part\n', '三\n'];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'juki-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes what is still to be written, as a terminal that starts again does. */
async function goOn(path: string): Promise<void> {
  const journal = await openResultJournal(path, key, 'job-1');
  for (const part of parts.slice(journal.parts)) await journal.append(part);
  if (!journal.complete) await journal.end((sha256) => `end ${sha256}\n`);
  await journal.close();
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function opened(bytes: Uint8Array, job = 'job-1', size = 7): Promise<string> {
  const plain: Uint8Array[] = [];
  for await (const part of openSealedFile(inPieces(bytes, size), key, job)) plain.push(part);
  return Buffer.concat(plain).toString('utf8');
}

test('wherever a crash cut it, the journal goes on to the very same result, each part once', async () => {
  const path = join(folder, 'whole.part');
  await goOn(path);
  const whole = await readFile(path);
  const text = await opened(whole);
  expect(text).toMatch(/^head\none\ntwo, a longer part\n三\nend [0-9a-f]{64}\n$/);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), fc.uint8Array({ maxLength: 9 }), async (end, torn) => {
      const crashed = join(folder, 'crashed.part');
      await writeFile(crashed, Buffer.concat([whole.subarray(0, end), end === whole.length ? Buffer.alloc(0) : torn]));
      await goOn(crashed);
      expect(await opened(await readFile(crashed))).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test('a result opens for its own job only, whole and unchanged', async () => {
  const path = join(folder, 'whole.part');
  await goOn(path);
  const whole = await readFile(path);
  const cut = { code: 'EXCHANGE_FILE_INVALID' };
  await expect(opened(whole, 'job-2')).rejects.toMatchObject(cut);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), async (at, cutOff) => {
      const changed = Buffer.from(cutOff ? whole.subarray(0, at) : whole);
      if (!cutOff) changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(opened(changed)).rejects.toMatchObject(cut);
    }),
    { numRuns: 60 },
  );
});

test('a frame of another place does not open there', async () => {
  const path = join(folder, 'whole.part');
  await goOn(path);
  const whole = await readFile(path);
  const first = 4 + whole.readUInt32BE(0);
  const second = first + 4 + whole.readUInt32BE(first);
  const swapped = Buffer.concat([whole.subarray(first, second), whole.subarray(0, first), whole.subarray(second)]);
  await expect(opened(swapped)).rejects.toMatchObject({ code: 'EXCHANGE_FILE_INVALID' });
});
