import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type BulkOptions, bulkOptions, openDesk } from './bulk-desk.ts';
import { purgeRejected } from './purge-rejected.ts';

/** `juki bulk purge`: erases what was put aside, and enters in the ledger of media that it did. */
export function addPurge(bulk: Command, { add }: Commands): void {
  const command = bulkOptions(
    bulk
      .command('purge')
      .description('erase the files that were put aside and record it; what was answered the tier erases when due'),
  );
  add<BulkOptions>(command, 'juki bulk purge --operator osaka-education-officer', async (options, context) => {
    const { deps, answer, word } = context;
    const { store, client, tier } = await openDesk(options, deps);
    const erased = await purgeRejected({ store, client, tier });
    answer({ erased }, () =>
      erased.length === 0
        ? word({ en: 'Nothing to erase.', ja: '消去するファイルはありません。' })
        : erased.map((name) => word({ en: `erased: ${name}`, ja: `消去しました: ${name}` })).join('\n'),
    );
    return exitCode.done;
  });
}
