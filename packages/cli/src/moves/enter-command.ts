import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type CounterOptions, counterOptions, openCounter } from './counter.ts';
import { purpose } from './filing.ts';
import { outcomeWords } from './outcome-words.ts';

/** `juki moves enter`: 住民票の記載 from the notice. */
export function addEnter(moves: Command, { add }: Commands): void {
  const command = counterOptions(
    moves
      .command('enter')
      .description('enter who moved in from the notice, and tell the municipality that was left (9条1項)')
      .argument('<key>', 'number of the filing'),
  );
  add<CounterOptions>(command, 'juki moves enter KEY --operator toyonaka-clerk', async (options, context) => {
    const [key = ''] = command.processedArgs.map(String);
    const counter = await openCounter(options, context.deps);
    const { entered } = await counter.ask<{ readonly entered: { readonly outcome: string } }>({
      purpose,
      document:
        'mutation RegisterMoveIn($key: ID!) { entered: registerMoveIn(key: $key) { outcome moveIn { state } } }',
      variables: { key },
    });
    context.answer({ key, ...entered }, () => `${key}: ${context.word(outcomeWords(entered.outcome))}`);
    return entered.outcome === 'REGISTERED' ? exitCode.done : exitCode.failed;
  });
}
