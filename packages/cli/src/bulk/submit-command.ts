import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { placeOf } from '../place-of.ts';
import { type BulkOptions, bulkOptions, openDesk } from './bulk-desk.ts';
import { assertReadable } from './files-of-people.ts';

/** `juki bulk submit`: ② puts a request file into the shared folder (共有フォルダ). */
export function addSubmit(bulk: Command, { add }: Commands): void {
  const command = bulkOptions(
    bulk
      .command('submit')
      .description('put a request file into the shared folder')
      .argument('<file>', 'the request file', path),
  );
  add<BulkOptions>(
    command,
    'juki bulk submit bulk.csv --operator osaka-education-officer',
    async (options, context) => {
      const { deps, answer, word } = context;
      const [file = ''] = command.processedArgs.map(String);
      await assertReadable(file);
      const { store, folder } = await openDesk(options, deps);
      const name = basename(file);
      const { bytes } = await store.put('incoming', name, createReadStream(file));
      const where = placeOf(join(folder, 'incoming', name), deps.workingDirectory);
      answer({ file: name, bytes, folder }, () => word({ en: `Submitted: ${where}`, ja: `格納しました: ${where}` }));
      return exitCode.done;
    },
  );
}
