#!/usr/bin/env node
// The command `juki`. It runs the build; in a fresh checkout there is none yet.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../dist/main.js', import.meta.url))) {
  await import('../dist/main.js');
} else {
  process.stderr.write('juki is not built yet. Run: npm ci && npm run build   (npm start does both and more)\n');
  process.exitCode = 1;
}
