import { eraDate, westernDate } from './era-date.ts';
import { lineWidth, margins, type Page, sizes } from './page.ts';
import type { PrintableDocument } from './printable-document.ts';

/** Head of the letter: number and day on the right, to whom, by whom, and the title in the middle. */
export function drawHead(page: Page, { title, number, issuedOn, issuer, addressee }: PrintableDocument): void {
  const { pdf, text } = page;
  const width = lineWidth(page);
  const line = { width, lineGap: 2 } as const;
  pdf.fontSize(sizes.body).text(text(number), margins.left, margins.top, { ...line, align: 'right' });
  pdf.text(`${eraDate(issuedOn)}（${westernDate(issuedOn)}）`, { ...line, align: 'right' });
  if (addressee !== undefined) pdf.moveDown(0.5).text(text(addressee), line);
  pdf.moveDown(0.5).text(text(issuer.ja), { ...line, align: 'right' });
  if (issuer.en !== undefined) pdf.fontSize(sizes.small).text(text(issuer.en), { ...line, align: 'right' });
  pdf.moveDown(1).fontSize(sizes.title).text(text(title.ja), margins.left, pdf.y, { width, align: 'center' });
  if (title.en !== undefined) pdf.fontSize(sizes.small).text(text(title.en), { width, align: 'center' });
  pdf.moveDown(1.5);
}

/** Foot of every page: number of the document, page and pages. Returns how many pages there are. */
export function drawFooters(page: Page, { number, issuer }: PrintableDocument): number {
  const { pdf, text } = page;
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const y = pdf.page.height - margins.bottom + 24;
    const { bottom } = pdf.page.margins;
    // Text below the margin would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const options = { width: lineWidth(page), lineBreak: false } as const;
    pdf.fontSize(sizes.small).text(`${text(issuer.ja)}　${text(number)}`, margins.left, y, options);
    pdf.text(`${index - start + 1} / ${count}`, margins.left, y, { width: lineWidth(page), align: 'right' });
    pdf.page.margins.bottom = bottom;
  }
  return count;
}
