import { compileCommitted } from '../dist/compose.js';

try {
  process.stdout.write(`snapshot ${compileCommitted()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
