// `npm start`: builds what has changed, then hands over to `juki start`. What it prints is meant for a person.
import { spawn } from 'node:child_process';
import { root, runQuietly } from './run-quietly.mjs';

const waiting = setTimeout(() => console.log('Building what has changed (a minute at most) …'), 1500);
const built = await runQuietly(['npm', 'run', '--silent', 'build']);
clearTimeout(waiting);
if (!built.ok) {
  console.error(built.output);
  console.error('The build failed; what it said stands above. Nothing was started.');
  process.exit(1);
}
const juki = spawn(process.execPath, [`${root}packages/cli/bin/juki.mjs`, 'start', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group: juki stops in order, and this process waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && juki.kill('SIGTERM'));
juki.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
