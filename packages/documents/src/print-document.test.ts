import { describe, expect, test } from '@jest/globals';
import { printDocument } from './print-document.ts';
import type { PrintableDocument } from './printable-document.ts';
import { textOf } from './testing/text-of.ts';

const now = Date.parse('2026-11-21T01:00:00Z');

const document: PrintableDocument = {
  title: { ja: '本人確認情報確認書', en: 'Confirmation of identification information' },
  number: '大市第2026-000001号',
  issuedOn: '2026-11-21',
  issuer: { ja: '大阪府知事', en: 'Governor of Osaka' },
  addressee: '髙﨑 𠮷野 様',
  blocks: [
    { kind: 'heading', text: { ja: '１　記録されている本人確認情報' } },
    { kind: 'paragraph', text: { ja: '開示請求のあった本人確認情報は、次のとおりです。', en: 'As requested.' } },
    {
      kind: 'items',
      rows: [
        { label: { ja: '氏名', en: 'name' }, value: '髙﨑 𠮷野' },
        { label: { ja: '氏名の振り仮名', en: 'reading' }, value: 'タカサキ ヨシノ' },
        { label: { ja: '通称' }, value: null },
      ],
    },
    { kind: 'table', head: [{ ja: '日時' }, { ja: '機関' }], widths: [40, 60], rows: [['2026-11-20', '豊中市']] },
    { kind: 'statement', text: { ja: 'この写しは、原本と相違ないことを証明します。' } },
  ],
};

const named = (name: string): PrintableDocument => ({
  ...document,
  blocks: [{ kind: 'items', rows: [{ label: { ja: '氏名' }, value: name }] }],
});

describe('a printed document', () => {
  test('holds every text, both calendars, its number and the page', async () => {
    const { bytes, pages, missing } = await printDocument(document, now);
    const [text = ''] = await textOf(bytes);
    for (const words of [
      '本人確認情報確認書',
      '大市第2026-000001号',
      '大阪府知事',
      '髙﨑 𠮷野',
      'タカサキ ヨシノ',
      '豊中市',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('令和8年11月21日（2026年11月21日）');
    expect(text).toContain('原本と相違ない');
    expect(text).toContain('1 / 1');
    expect({ pages, missing }).toEqual({ pages: 1, missing: [] });
  });

  test('is the same to the byte for the same input and instant, and another at another instant', async () => {
    const [first, second, later] = await Promise.all([
      printDocument(document, now),
      printDocument(document, now),
      printDocument(document, now + 1000),
    ]);
    expect(second.sha256).toBe(first.sha256);
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    expect(later.sha256).not.toBe(first.sha256);
  });

  test('embeds its font', async () => {
    const { bytes } = await printDocument(document, now);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/FontFile');
    expect(raw).toMatch(/\/FontName \/[A-Z]+\+NotoSerifJP/);
  });

  test('shows a dash where an item is empty', async () => {
    const [text = ''] = await textOf((await printDocument(document, now)).bytes);
    expect(text.replaceAll(/\s/g, '')).toContain('通称—');
  });

  test('repeats the head of a long table and numbers every page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`${index + 1}`, `機関${index + 1}`]);
    const head = [{ ja: '番号の列' }, { ja: '機関の列' }];
    const { bytes, pages } = await printDocument(
      { ...document, blocks: [{ kind: 'table', head, widths: [20, 80], rows }] },
      now,
    );
    const texts = await textOf(bytes);
    expect(texts).toHaveLength(pages);
    expect(pages).toBeGreaterThan(2);
    for (const [index, text] of texts.entries()) {
      expect(text).toContain('番号の列');
      expect(text).toContain(`${index + 1} / ${pages}`);
    }
    const all = texts.join('\n');
    for (const [, agency] of rows) expect(all).toContain(agency);
  });
});

describe('a character that the font lacks', () => {
  test('is 〓 with a mark, and the note names its code point', async () => {
    const { bytes, missing } = await printDocument(named('山田\u{E000}郎'), now);
    const text = (await textOf(bytes)).join();
    expect(text).toContain('山田〓※1郎');
    expect(text).toContain('U+E000');
    expect(missing).toEqual([{ mark: 1, codePoints: 'U+E000', what: 'character' }]);
  });

  test('is listed once, however often it stands in the document', async () => {
    const { missing } = await printDocument(named('\u{E000}\u{E001}\u{E000}'), now);
    expect(missing.map(({ codePoints }) => codePoints)).toEqual(['U+E000', 'U+E001']);
  });

  test.each([
    ['zero-width joiner', '\u200D'],
    ['control', '\u0007'],
    ['lone selector', '\u{E0100}'],
  ])('does not vanish where it is invisible: %s', async (_name, character) => {
    const { bytes, missing } = await printDocument(named(`${character}山`), now);
    expect((await textOf(bytes)).join()).toContain('〓※1山');
    expect(missing).toHaveLength(1);
  });

  test('is drawn in its common form, and said to be, where only the variant is lacking', async () => {
    const { bytes, missing } = await printDocument(named('辻\u{E0101}'), now);
    expect((await textOf(bytes)).join()).toContain('辻※1');
    expect(missing).toEqual([{ mark: 1, codePoints: 'U+8FBB U+E0101', what: 'variant' }]);
  });

  test('is not marked where the variant is the common form of the font, or one of its own', async () => {
    const { missing } = await printDocument(named('辻\u{E0100}僧\u{FE00}'), now);
    expect(missing).toEqual([]);
  });

  test('has the glyph of the variant and not the common one', async () => {
    const variant = await printDocument(named('侮\u{FE00}'), now);
    const common = await printDocument(named('侮'), now);
    expect(variant.missing).toEqual([]);
    expect(variant.bytes.length).not.toBe(common.bytes.length);
  });
});
