// Runs at the end of `npm ci` and `npm install`: builds, so that the first `npm start` is quick. A build that fails does
// not fail the installation: `npm start` and `npm test` build again and say what is wrong.
import { runQuietly } from './run-quietly.mjs';

const { ok } = await runQuietly(['npm', 'run', '--silent', 'build']);
if (!ok) console.warn('The build did not succeed; npm start will say why.');
