export { compileCatalogue, loadCatalogue, readCatalogue, readRawCatalogue } from './catalogue-files.ts';
