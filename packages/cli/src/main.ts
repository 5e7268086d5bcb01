import { fileURLToPath } from 'node:url';
import type { CliDeps } from './cli-deps.ts';
import { createCli } from './create-cli.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { exitCode } from './exit-code.ts';
import { loadRules } from './load-rules.ts';
import { UsageFault } from './usage-fault.ts';

/** Runs one command in this process. Heavy parts are loaded by the command that needs them: `juki token` stays quick. */
async function main(): Promise<void> {
  const environment = settings();
  if (!environment) return;
  // `juki schema … | head` closes the pipe while we write: that is no fault.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) =>
    process.exit(fault.code === 'EPIPE' ? exitCode.done : exitCode.failed),
  );
  const cli = createCli({
    environment,
    systems: fileURLToPath(new URL('../../../.juki', import.meta.url)),
    workingDirectory: process.cwd(),
    write: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    clock: Date.now,
    processId: process.pid,
    isAlive,
    fetch,
    launch: async (options) => (await import('@juki/launcher')).launchSystem(options),
    loadCatalogue: async () =>
      (await import('@juki/legal-basis/files')).loadCatalogue({ profile: environment.profile }),
    loadRules: () => loadRules(environment.profile),
    onStop,
    die: (code) => process.exit(code),
  });
  process.exitCode = await cli.run(process.argv.slice(2));
}

function settings(): Environment | undefined {
  try {
    return readEnvironment();
  } catch (fault) {
    if (!(fault instanceof UsageFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    process.exitCode = exitCode.usage;
    return undefined;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (fault) {
    // A process of somebody else is alive too.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}

const onStop: CliDeps['onStop'] = (callback) => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, callback);
  return () => {
    for (const signal of signals) process.off(signal, callback);
  };
};

await main();
