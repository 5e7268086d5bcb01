/** A4 in points, with room for the foot of each page. */
export const margins = { top: 57, bottom: 71, left: 62, right: 62 } as const;

/** Sizes of the letters, in points. */
export const sizes = { title: 16, heading: 11.5, body: 10, small: 7.5 } as const;

/** Where blocks are drawn. All text of people goes through `text`, which marks what the font lacks. */
export interface Page {
  readonly pdf: PDFKit.PDFDocument;
  readonly text: (words: string) => string;
}

/** Width of a line. */
export function lineWidth({ pdf }: Page): number {
  return pdf.page.width - margins.left - margins.right;
}

/** Begins a new page where what follows would not fit; what fits on no page flows on. */
export function needRoom({ pdf }: Page, height: number): void {
  const bottom = pdf.page.height - margins.bottom;
  if (pdf.y + height > bottom && pdf.y > margins.top) pdf.addPage();
}
