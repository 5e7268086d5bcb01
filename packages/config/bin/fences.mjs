// Fails where a file imports what its folder may not; every refusal says why. The table: ../src/fences/table.mjs.
import { findBreaches } from '../src/fences/find-breaches.mjs';
import { readModules } from '../src/fences/read-modules.mjs';
import { root } from './run-quietly.mjs';

const modules = readModules(root);
const breaches = findBreaches(modules);
if (breaches.length > 0) {
  console.error(breaches.join('\n'));
  console.error(`${breaches.length} imports break a fence (${modules.size} files).`);
  process.exitCode = 1;
}
