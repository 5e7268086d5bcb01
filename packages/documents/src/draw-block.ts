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
  const { pdf } = page;
  const columns = columnsOf(page, widths);
  const height = rowHeight(page, columns, cells);
  needRoom(page, height);
  const top = pdf.y;
  let x = margins.left;
  for (const [index, cell] of cells.entries()) {
    const width = columns[index] ?? 0;
    if (shaded === 'all' || shaded === index) pdf.rect(x, top, width, height).fill('#f0f0f0').fillColor('black');
    pdf.lineWidth(0.5).rect(x, top, width, height).stroke('#444444');
    drawCell(page, cell, { x: x + padding, y: top + padding, width: width - 2 * padding });
    x += width;
  }
  pdf.x = margins.left;
  pdf.y = top + height;
}

function columnsOf(page: Page, widths: readonly number[]): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  return widths.map((width) => (width / sum) * lineWidth(page));
}

function rowHeight(page: Page, columns: readonly number[], cells: readonly Bilingual[]): number {
  const heights = cells.map((cell, index) => cellHeight(page, cell, (columns[index] ?? 0) - 2 * padding));
  return Math.max(0, ...heights) + 2 * padding;
}

function drawCell(page: Page, cell: Bilingual, { x, y, width }: { x: number; y: number; width: number }): void {
  const { pdf, text } = page;
  const { ja, en } = cell;
  const beside = besideAt(page, cell, width);
  pdf.fontSize(sizes.body).text(text(ja), x, y, { width, ...gap });
  if (en === undefined) return;
  if (beside === null) pdf.fontSize(sizes.small).text(text(en), { width, ...gap });
  // A little lower, so that both stand on one line.
  else pdf.fontSize(sizes.small).text(text(en), x + beside, y + 3, { lineBreak: false });
}

function cellHeight(page: Page, cell: Bilingual, width: number): number {
  const { pdf, text } = page;
  const main = pdf.fontSize(sizes.body).heightOfString(text(cell.ja), { width, ...gap });
  if (cell.en === undefined || besideAt(page, cell, width) !== null) return main;
  return main + pdf.fontSize(sizes.small).heightOfString(text(cell.en), { width, ...gap });
}

/** Where the English stands behind the Japanese on one line; `null` where it has to stand below. */
function besideAt({ pdf, text }: Page, { ja, en }: Bilingual, width: number): number | null {
  if (en === undefined) return null;
  const start = pdf.fontSize(sizes.body).widthOfString(text(ja)) + padding;
  return start + pdf.fontSize(sizes.small).widthOfString(text(en)) <= width ? start : null;
}

function words(page: Page, { ja, en }: Bilingual, size: number): void {
  const { pdf, text } = page;
  const line = { width: lineWidth(page), ...gap };
  pdf.fontSize(size).text(text(ja), margins.left, pdf.y, line);
  if (en !== undefined) pdf.fontSize(sizes.small).text(text(en), line);
}
