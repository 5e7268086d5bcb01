import { type Command, Option } from 'commander';
import { path, people, port } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { startSystem } from './start-system.ts';

interface StartOptions {
  readonly port?: number;
  readonly people?: number;
  readonly directory?: string;
  readonly reset?: boolean;
  readonly logLevel: string;
}

/** How many people an empty system is filled with where nobody says a number. */
const usualPeople = 3000;

/** `juki start`: the whole system, for development, until Ctrl-C. */
export function addStart(program: Command, { add }: Commands): void {
  const command = program
    .command('start')
    .description(
      'start a whole development system: databases, identity provider, three tiers, gateway; Ctrl-C stops it',
    )
    .option('--port <number>', 'port of the gateway (default: PORT, or 4000)', port)
    .option('--people <number>', `synthetic residents of an empty system (default: ${usualPeople})`, people)
    .option('--directory <folder>', 'where its data lie (default: .juki/<port>)', path)
    .option('--reset', 'throw its data away first')
    .addOption(
      new Option('--log-level <level>', 'what the processes write to <directory>/logs')
        .choices(['error', 'warn', 'info', 'debug'])
        .default('warn'),
    );
  add<StartOptions>(
    command,
    'juki start --port 5000 --people 100000',
    ({ people: wanted, reset = false, ...options }, context) =>
      startSystem({ ...options, reset, people: wanted ?? usualPeople, peopleAsked: wanted !== undefined }, context),
  );
}
