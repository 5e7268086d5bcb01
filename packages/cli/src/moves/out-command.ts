import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { needed, openCounter } from './counter.ts';
import { type FilingOptions, filing, person, purpose } from './filing.ts';
import { outcomeWords } from './outcome-words.ts';

/** `juki moves out`: 転出届 at the counter of the municipality that is left. */
export function addOut(moves: Command, { add }: Commands): void {
  const command = filing(moves.command('out').description('announce a move out with the card (転出届)'))
    .option('--to <code>', 'municipality of destination, its code of six digits')
    .option('--planned <day>', 'planned day of the move', day)
    .option('--household', 'the whole household moves');
  const example =
    'juki moves out --operator matsumoto-clerk --name "百瀬　拓也" --code 12345678059 --to 272035 --address "大阪府豊中市緑が丘一丁目1番1号" --planned 2026-12-01';
  add<FilingOptions>(command, example, async (options, { deps, answer, word }) => {
    const counter = await openCounter(options, deps);
    const moveOut = {
      ...person(options),
      destinationCode: needed(options.to, '--to'),
      destination: needed(options.address, '--address'),
      plannedOn: needed(options.planned, '--planned'),
      ...(options.household === true ? { wholeHousehold: true } : {}),
    };
    const { filed } = await counter.ask<{ readonly filed: { readonly outcome: string } }>({
      purpose,
      document:
        'mutation AnnounceMoveOut($moveOut: MunicipalMoveOutFiling!) { filed: announceMoveOut(moveOut: $moveOut) { outcome moveOut { state persons } } }',
      variables: { moveOut },
    });
    answer({ key: moveOut.key, ...filed }, () => `${moveOut.key}: ${word(outcomeWords(filed.outcome))}`);
    return filed.outcome === 'ANNOUNCED' ? exitCode.done : exitCode.failed;
  });
}
