import { compileCatalogue } from '../dist/files.js';

process.stdout.write(`catalogue ${compileCatalogue()}\n`);
