import { checkSupergraph, writeSnapshot } from '../dist/compose.js';

try {
  if (process.argv.includes('--check')) checkSupergraph();
  else process.stdout.write(`snapshot ${writeSnapshot()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
