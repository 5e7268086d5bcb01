import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { type CounterOptions, counterOptions, openCounter } from './counter.ts';
import { purpose } from './filing.ts';
import { outcomeWords } from './outcome-words.ts';

type Item = string | number | boolean | null;

interface Shown {
  readonly moveOut: Readonly<Record<string, Item>> | null;
  readonly moveIn: Readonly<Record<string, Item>> | null;
}

/** `juki moves show`: how a filing stands, at either counter. */
export function addShow(moves: Command, { add }: Commands): void {
  const command = counterOptions(
    moves.command('show').description('how a filing stands').argument('<key>', 'number of the filing'),
  );
  add<CounterOptions>(command, 'juki moves show KEY --operator matsumoto-clerk', async (options, context) => {
    const [key = ''] = command.processedArgs.map(String);
    const counter = await openCounter(options, context.deps);
    const shown = await counter.ask<Shown>({
      purpose,
      document: `query ShowMove($key: ID!) {
        moveOut: municipalMoveOut(key: $key) { state destinationCode plannedOn persons notifiedAt resent confirmedAt confirmedCode }
        moveIn: municipalMoveIn(key: $key) { state originCode movedOn askRefused } }`,
      variables: { key },
    });
    const found = shown.moveOut ?? shown.moveIn;
    if (!found) {
      context.deps.say(`${context.word(outcomeWords('NOT_FOUND'))}\n`);
      return exitCode.failed;
    }
    context.answer({ key, ...shown }, () =>
      table(Object.entries(found).map(([name, value]) => [name, value === null ? '—' : String(value)])),
    );
    return exitCode.done;
  });
}
