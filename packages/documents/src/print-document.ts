import { createHash } from 'node:crypto';
import { invariant } from '@juki/errors';
import PdfDocument from 'pdfkit';
import { drawBlock } from './draw-block.ts';
import { drawFooters, drawHead } from './draw-frame.ts';
import { type MissingCharacter, MissingCharacters } from './drawable-text.ts';
import { coverageOf, fontBytes } from './font.ts';
import { margins, type Page } from './page.ts';
import type { PrintableDocument } from './printable-document.ts';

/** A document as it is handed over. */
export interface PrintedDocument {
  /** PDF 1.7, A4, font embedded. Equal for equal input and instant. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex: what the ledger of media (媒体管理簿) names it by. */
  readonly sha256: string;
  readonly pages: number;
  /** What the font could not draw; the document says the same in its note. */
  readonly missing: readonly MissingCharacter[];
}

/** Prints a document (帳票). `now` (ms) is its time of making; the day of issue stands in the document itself. */
export async function printDocument(printable: PrintableDocument, now: number): Promise<PrintedDocument> {
  const pdf = new PdfDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'ja-JP',
    displayTitle: true,
    info: {
      Title: `${printable.title.ja} ${printable.number}`,
      Author: printable.issuer.ja,
      Creator: 'juki',
      Producer: 'juki',
      CreationDate: new Date(now),
    },
  });
  const finished = bytesOf(pdf);
  pdf.registerFont('body', Buffer.from(fontBytes()));
  pdf.font('body');
  const missing = new MissingCharacters(coverageOf(openedFont(pdf)));
  const page: Page = { pdf, text: (words) => missing.drawable(words) };

  drawHead(page, printable);
  for (const block of printable.blocks) drawBlock(page, block);
  if (missing.all.length > 0) drawBlock(page, note(missing.all));
  const pages = drawFooters(page, printable);
  pdf.end();

  const bytes = await finished;
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages, missing: missing.all };
}

function note(missing: readonly MissingCharacter[]) {
  const lines = missing.map(({ mark, codePoints, what }) =>
    what === 'character'
      ? `※${mark}　${codePoints}（書体にないため「〓」で示した。 not in the font）`
      : `※${mark}　${codePoints}（書体にない字形のため標準の字形で示した。 variant not in the font）`,
  );
  return { kind: 'statement', text: { ja: ['注　文字について', ...lines].join('\n') } } as const;
}

/** The font of fontkit behind the current font: pdfkit keeps it, its types do not say so. */
function openedFont(pdf: PDFKit.PDFDocument): unknown {
  const current: unknown = Object.entries(pdf).find(([name]) => name === '_font')?.[1];
  invariant(typeof current === 'object' && current !== null && 'font' in current, 'a font is set');
  return current.font;
}

function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}
