import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { needed, openCounter } from './counter.ts';
import { type FilingOptions, filing, person, purpose } from './filing.ts';
import { outcomeWords } from './outcome-words.ts';

/** `juki moves in`: 転入届 at the counter of the new municipality. */
export function addIn(moves: Command, { add }: Commands): void {
  const command = filing(moves.command('in').description('file a move in with the card (転入届)'))
    .option('--from <code>', 'municipality that was left, its code of six digits')
    .option('--moved <day>', 'day of the move', day)
    .option('--certificate', 'a certificate of moving out (転出証明書) was handed in');
  const example =
    'juki moves in --operator toyonaka-clerk --name "百瀬　拓也" --code 12345678059 --from 202029 --address "大阪府豊中市緑が丘一丁目1番1号" --moved 2026-12-01';
  add<FilingOptions>(command, example, async (options, { deps, answer, word }) => {
    const counter = await openCounter(options, deps);
    const moveIn = {
      ...person(options),
      originCode: needed(options.from, '--from'),
      address: needed(options.address, '--address'),
      movedOn: needed(options.moved, '--moved'),
      ...(options.certificate === true ? { certificatePresented: true } : {}),
    };
    const { filed } = await counter.ask<{ readonly filed: { readonly outcome: string } }>({
      purpose,
      document:
        'mutation FileMoveIn($moveIn: MunicipalMoveInFiling!) { filed: fileMoveIn(moveIn: $moveIn) { outcome moveIn { state } } }',
      variables: { moveIn },
    });
    answer({ key: moveIn.key, ...filed }, () => `${moveIn.key}: ${word(outcomeWords(filed.outcome))}`);
    return ['READY', 'ASKED', 'REGISTERED'].includes(filed.outcome) ? exitCode.done : exitCode.failed;
  });
}
