import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { FileFormat, RowValues } from '../table/table-form.ts';
import { recogniseEncoding } from '../text/recognise-encoding.ts';
import { checkExchangeFile, openExchangeFile } from './open-exchange-file.ts';
import { measureRows, writeExchangeFile } from './write-exchange-file.ts';

const columns = ['key', 'name', 'address'];
const head = { format: 'juki.test/1', purpose: 'juki-b6-2' };
const people = [
  { key: '1', name: '髙橋 花子', address: '大阪府豊中市中桜塚3丁目1番1号' },
  { key: '2', name: '山田, 太郎', address: '"北"町' },
  { key: '#3', name: '', address: ' 空白 ' },
];
const formats = [
  { form: 'csv', encoding: 'utf-8' },
  { form: 'csv', encoding: 'cp932' },
  { form: 'jsonl', encoding: 'utf-8' },
  { form: 'jsonl', encoding: 'cp932' },
] as const;

async function written(format: FileFormat, rows: readonly RowValues[] = people, more = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeExchangeFile({ ...format, columns }, { ...head, ...more }, rows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* cut(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function rowsOf(bytes: Uint8Array, format: FileFormat, sizes?: readonly number[]) {
  const file = await openExchangeFile(cut(bytes, sizes), format);
  const rows: RowValues[] = [];
  for await (const batch of file.rows()) rows.push(...batch.map(({ values }) => values));
  return { head: file.head, rows };
}

const fault = (kind: string, place: object = {}) => ({
  code: 'EXCHANGE_FILE_INVALID',
  details: expect.objectContaining({ kind, ...place }),
});

describe.each(formats)('a file of $form in $encoding', (format) => {
  test('reads as it was written', async () => {
    expect(await rowsOf(await written(format), format)).toEqual({ head, rows: people });
  });

  test('gives the same rows wherever its chunks are cut', async () => {
    const bytes = await written(format);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 20 }), async (sizes) => {
        expect(await rowsOf(bytes, format, sizes)).toEqual({ head, rows: people });
      }),
      { numRuns: 50 },
    );
  });

  test('is refused as cut off, wherever it is cut', async () => {
    const bytes = await written(format);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 3 }), async (end) => {
        await expect(checkExchangeFile(cut(bytes.subarray(0, end)), format)).rejects.toMatchObject({
          code: 'EXCHANGE_FILE_INVALID',
        });
      }),
      { numRuns: 100 },
    );
  });

  test('is refused when one bit of it is another', async () => {
    const bytes = await written(format);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: (bytes.length - 1) * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(checkExchangeFile(cut(changed), format)).rejects.toMatchObject({ code: 'EXCHANGE_FILE_INVALID' });
      }),
      { numRuns: 300 },
    );
  });

  test('names its own encoding, and no other is taken for it', async () => {
    expect(await recogniseEncoding(cut(await written(format), [7]))).toBe(format.encoding);
    const other = format.encoding === 'utf-8' ? 'cp932' : 'utf-8';
    await expect(checkExchangeFile(cut(await written(format)), { ...format, encoding: other })).rejects.toMatchObject(
      fault('ENCODING'),
    );
  });

  test('may say count and hash of its rows in its head, and is refused when either is wrong', async () => {
    const { count, sha256 } = await measureRows({ ...format, columns }, people);
    const right = await written(format, people, { count: String(count), sha256 });
    expect((await checkExchangeFile(cut(right), format)).trailer.count).toBe(3);
    const counted = await written(format, people, { count: '4', sha256 });
    await expect(checkExchangeFile(cut(counted), format)).rejects.toMatchObject(fault('COUNT'));
    const hashed = await written(format, people, {
      count: '3',
      sha256: sha256.replace(/./, (c) => (c === '0' ? '1' : '0')),
    });
    await expect(checkExchangeFile(cut(hashed), format)).rejects.toMatchObject(fault('HASH'));
  });

  test('holds any text of the register that a field can', async () => {
    const text = fc.string({
      unit: fc.constantFrom('髙', '山', '"', ',', '#', ' ', 'ー', 'ア', 'ｱ', '~', '\\', '{', "'"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ key: text, name: text, address: text })), async (rows) => {
        expect((await rowsOf(await written(format, rows), format, [5])).rows).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });
});

describe('encodings', () => {
  const csv = { form: 'csv', encoding: 'utf-8' } as const;
  test('a byte order mark is no part of the first line', async () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFF#format,x\nkey\n1\n')]);
    const file = await openExchangeFile(cut(bytes), csv);
    expect(file.head).toEqual({ format: 'x' });
  });

  test('a mixture is found, with both lines', async () => {
    const mixed = Buffer.concat([Buffer.from('#format,x\nkey\n髙橋\n'), iconv.encode('豊中市東\n', 'cp932')]);
    await expect(recogniseEncoding(cut(mixed))).rejects.toThrow('line 3 is UTF-8, line 4 is CP932');
    await expect(checkExchangeFile(cut(mixed), csv)).rejects.toMatchObject(fault('ENCODING', { line: 4, byte: 21 }));
  });

  test('the byte of the fault is named, in both encodings', async () => {
    const utf8 = Buffer.concat([Buffer.from('#format,x\nkey\n髙橋'), Buffer.from([0xff]), Buffer.from('花子\n')]);
    await expect(checkExchangeFile(cut(utf8), csv)).rejects.toMatchObject(fault('ENCODING', { line: 3, byte: 20 }));
    const cp932 = Buffer.concat([
      Buffer.from('#format,x\nkey\n'),
      iconv.encode('高橋', 'cp932'),
      Buffer.from([0x85, 0x20, 0x0a]),
    ]);
    await expect(checkExchangeFile(cut(cp932), { ...csv, encoding: 'cp932' })).rejects.toMatchObject(
      fault('ENCODING', { line: 3, byte: 18 }),
    );
  });

  test('外字 of a body are refused', async () => {
    const own = Buffer.concat([Buffer.from('#format,x\nkey\n'), Buffer.from([0xf0, 0x40, 0x0a])]);
    await expect(checkExchangeFile(cut(own), { ...csv, encoding: 'cp932' })).rejects.toMatchObject(
      fault('ENCODING', { line: 3 }),
    );
  });

  test('CP932 does not hold every name, and none is written with a question mark instead', async () => {
    await expect(
      written({ form: 'csv', encoding: 'cp932' }, [{ key: '1', name: '𠮷田', address: '' }]),
    ).rejects.toMatchObject(fault('ENCODING'));
  });
});

describe('limits and forms', () => {
  const csv = { form: 'csv', encoding: 'utf-8' } as const;
  const limits = { bytes: 10_000, lineBytes: 100, rows: 2 };
  test('a line, a file and a number of rows beyond the limits are refused before they are held', async () => {
    const long = Buffer.from(`#format,x\nkey\n${'1'.repeat(200)}`);
    await expect(checkExchangeFile(cut(long, [10]), { ...csv, limits })).rejects.toMatchObject(
      fault('TOO_LARGE', { line: 3 }),
    );
    await expect(checkExchangeFile(cut(await written(csv)), { ...csv, limits })).rejects.toMatchObject(
      fault('TOO_LARGE'),
    );
    const endless = async function* () {
      for (;;) yield Buffer.from('1\n'.repeat(40));
    };
    await expect(checkExchangeFile(endless(), { ...csv, limits })).rejects.toMatchObject(fault('COLUMNS'));
    await expect(recogniseEncoding(endless(), limits)).rejects.toMatchObject(fault('TOO_LARGE'));
  });

  test('an open quotation mark is found in its line', async () => {
    const open = Buffer.from(`#format,x\nkey,name\n1,a\n2,"b\n3,c\n#end,3,${'0'.repeat(64)}\n`);
    await expect(checkExchangeFile(cut(open), csv)).rejects.toMatchObject(fault('FORM', { line: 4 }));
  });

  test('a row with too many fields, and a line that is no JSON, are found in their line', async () => {
    const wide = Buffer.from('#format,x\nkey,name\n1,a\n2,b,c\n');
    await expect(checkExchangeFile(cut(wide), csv)).rejects.toMatchObject(fault('COLUMNS', { line: 4 }));
    const json = Buffer.from('{"head":{"format":"x"}}\n{"key":"1"}\n[1]\n');
    await expect(checkExchangeFile(cut(json), { form: 'jsonl', encoding: 'utf-8' })).rejects.toMatchObject(
      fault('FORM', { line: 3 }),
    );
  });

  test('nothing may follow the trailer', async () => {
    const bytes = Buffer.concat([await written(csv), Buffer.from('4,a,b\n')]);
    await expect(checkExchangeFile(cut(bytes), csv)).rejects.toMatchObject(fault('TRAILER'));
  });

  test('a bare table has neither head nor trailer, and a file with them is none', async () => {
    const bare = Buffer.from('key,name\r\n1,髙橋\r\n#2,b');
    const file = await openExchangeFile(cut(bare, [3]), { ...csv, bare: true });
    const rows = [];
    for await (const batch of file.rows()) rows.push(...batch.map(({ values }) => values));
    expect(rows).toEqual([
      { key: '1', name: '髙橋' },
      { key: '#2', name: 'b' },
    ]);
    await expect(checkExchangeFile(cut(bare), csv)).rejects.toMatchObject(fault('TRUNCATED'));
    await expect(checkExchangeFile(cut(await written(csv)), { ...csv, bare: true })).rejects.toMatchObject(
      fault('COLUMNS'),
    );
  });
});
