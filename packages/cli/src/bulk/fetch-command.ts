import { resolve } from 'node:path';
import { fetchResult } from '@juki/bulk-provision/terminal';
import type { Command } from 'commander';
import { path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { placeOf } from '../place-of.ts';
import { type BulkOptions, bulkOptions, openDesk } from './bulk-desk.ts';
import { writeNew } from './files-of-people.ts';

interface FetchOptions extends BulkOptions {
  readonly out?: string;
}

/** `juki bulk fetch`: ⑥ receives a result, receipts it, and writes it in clear where the department says. */
export function addFetch(bulk: Command, { add }: Commands): void {
  const command = bulkOptions(
    bulk
      .command('fetch')
      .description('receive the result of a job: receipt it and open it')
      .argument('<job>', 'id of the job')
      .option('--out <file>', 'where to write it (default: bulk-result-<job>.csv)', path),
  );
  add<FetchOptions>(command, 'juki bulk fetch JOB --operator osaka-education-officer', async (options, context) => {
    const { deps, answer, word } = context;
    const [job = ''] = command.processedArgs.map(String);
    const { store, operations } = await openDesk(options, deps);
    const { rows, content, job: status } = await fetchResult(store, operations, job);
    const out = options.out ?? resolve(deps.workingDirectory, `bulk-result-${job}.csv`);
    await writeNew(out, content());
    const where = placeOf(out, deps.workingDirectory);
    answer({ file: out, ...status, rows }, () =>
      word({
        en: `${where}: ${rows} rows. Erase it by ${status.eraseBy}.`,
        ja: `${where}: ${rows}件。消去期限 ${status.eraseBy}。`,
      }),
    );
    return exitCode.done;
  });
}
