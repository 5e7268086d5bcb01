export type { MissingCharacter } from './drawable-text.ts';
export { eraDate, westernDate } from './era-date.ts';
export { type PrintedDocument, printDocument } from './print-document.ts';
export type { Bilingual, Block, PrintableDocument } from './printable-document.ts';
