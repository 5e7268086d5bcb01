import { unreachable } from '@juki/errors';
import { lineWidth, margins, needRoom, type Page, sizes } from './page.ts';
import type { Bilingual, Block } from './printable-document.ts';

const padding = 5;
const gap = { lineGap: 2 } as const;

/** Draws a block below what is there. */
export function drawBlock(page: Page, block: Block): void {
  const { pdf } = page;
  switch (block.kind) {
    case 'heading':
      needRoom(page, 60);
      words(page, block.text, sizes.heading);
      pdf.moveDown(0.4);
      return;
    case 'paragraph':
      needRoom(page, 30);
      words(page, block.text, sizes.body);
      pdf.moveDown(0.8);
      return;
    case 'items':
      for (const { label, value } of block.rows) {
        drawRow(page, [30, 70], [label, { ja: value === null || value === '' ? '—' : value }], 0);
      }
      pdf.moveDown(1);
      return;
    case 'table':
      drawTable(page, block);
      return;
    case 'statement':
      needRoom(page, rowHeight(page, [lineWidth(page)], [block.text]));
      drawRow(page, [100], [block.text], null);
      pdf.moveDown(1);
      return;
    default:
      unreachable(block);
  }
}

function drawTable(page: Page, { head, widths, rows }: Extract<Block, { kind: 'table' }>): void {
  const cells = rows.map((row) => row.map((ja): Bilingual => ({ ja })));
  const columns = columnsOf(page, widths);
  const bottom = page.pdf.page.height - margins.bottom;
  const first = cells[0] ? rowHeight(page, columns, cells[0]) : 0;
  needRoom(page, rowHeight(page, columns, head) + first);
  drawRow(page, widths, head, 'all');
  for (const row of cells) {
    if (page.pdf.y + rowHeight(page, columns, row) > bottom) {
      page.pdf.addPage();
      drawRow(page, widths, head, 'all');
    }
    drawRow(page, widths, row, null);
  }
  page.pdf.moveDown(1);
}

/** Draws framed cells beside each other; `shaded` is the cell, or all of them, that stand as labels. */
function drawRow(page: Page, widths: readonly number[], cells: readonly Bilingual[], shaded: number | 'all' | null) {
  const { pdf, text } = page;
  const columns = columnsOf(page, widths);
  const height = rowHeight(page, columns, cells);
  needRoom(page, height);
  const top = pdf.y;
  let x = margins.left;
  for (const [index, cell] of cells.entries()) {
    const width = columns[index] ?? 0;
    if (shaded === 'all' || shaded === index) pdf.rect(x, top, width, height).fill('#f0f0f0').fillColor('black');
    pdf.lineWidth(0.5).rect(x, top, width, height).stroke('#444444');
    const inner = { width: width - 2 * padding, ...gap };
    pdf.fontSize(sizes.body).text(text(cell.ja), x + padding, top + padding, inner);
    if (cell.en !== undefined) pdf.fontSize(sizes.small).text(text(cell.en), inner);
    x += width;
  }
  pdf.x = margins.left;
  pdf.y = top + height;
}

function columnsOf(page: Page, widths: readonly number[]): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  return widths.map((width) => (width / sum) * lineWidth(page));
}

function rowHeight({ pdf, text }: Page, columns: readonly number[], cells: readonly Bilingual[]): number {
  const heights = cells.map(({ ja, en }, index) => {
    const inner = { width: (columns[index] ?? 0) - 2 * padding, ...gap };
    const main = pdf.fontSize(sizes.body).heightOfString(text(ja), inner);
    return main + (en === undefined ? 0 : pdf.fontSize(sizes.small).heightOfString(text(en), inner));
  });
  return Math.max(0, ...heights) + 2 * padding;
}

function words(page: Page, { ja, en }: Bilingual, size: number): void {
  const { pdf, text } = page;
  const line = { width: lineWidth(page), ...gap };
  pdf.fontSize(size).text(text(ja), margins.left, pdf.y, line);
  if (en !== undefined) pdf.fontSize(sizes.small).text(text(en), line);
}
