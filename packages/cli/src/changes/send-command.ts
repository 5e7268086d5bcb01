import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { type ExchangeStore, openDirectoryStore } from '@juki/exchange-files';
import type { Command } from 'commander';
import { path, port, seconds } from '../arguments.ts';
import type { Commands, Context } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { placeOf } from '../place-of.ts';
import { findSystem } from '../system/find-system.ts';
import { type FileAnswer, fileAnswer } from './file-answer.ts';
import { faultLines, readChanges } from './read-changes.ts';

interface SendOptions {
  readonly anyway?: boolean;
  readonly wait?: number;
  readonly directory?: string;
  readonly port?: number;
}

/** `juki changes send`: checks a file as the CS will, puts it into the shared folder, and waits for the answer. */
export function addSend(changes: Command, { add }: Commands): void {
  const command = changes
    .command('send')
    .description('check a file of changes and hand it over through the shared folder of its municipality')
    .argument('<file>', 'CSV or JSON Lines, with head and trailer (packages/exchange-files/README.md)', path)
    .option('--anyway', 'hand it over although rows are faulty: the sound ones are taken, each other has its answer')
    .option('--wait <seconds>', 'how long to wait for the answer (default: 60)', seconds)
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
  add<SendOptions>(command, 'juki changes send moves-20261121.csv', async (options, context) => {
    const [file = ''] = command.processedArgs.map(String);
    const { word, deps, answer, language } = context;
    const { municipality, rows, faulty } = await readChanges(file);
    if (faulty.length > 0 && !options.anyway) {
      answer({ sent: false, faulty }, () =>
        [
          faultLines(faulty, language),
          word({
            en: `${faulty.length} of ${rows} rows are faulty. Nothing was handed over; --anyway hands over all of it.`,
            ja: `${rows}行のうち${faulty.length}行に誤りがあります。受け渡していません（--anyway で全行を受け渡します）。`,
          }),
        ].join('\n'),
      );
      return exitCode.failed;
    }
    const system = await findSystem(options, deps);
    const folder = join(system.directory, 'folders', municipality, 'change-events');
    const store = await openDirectoryStore({ folder, consumer: 'cs' });
    const name = basename(file);
    await store.put('incoming', name, createReadStream(file));
    deps.say(
      `${word({ en: 'Handed over', ja: '受け渡しました' })}: ${placeOf(join(folder, 'incoming', name), deps.workingDirectory)}\n`,
    );
    const told = await waitFor(store, name, options.wait ?? 60);
    if (!told) {
      answer({ sent: true, answer: null }, () =>
        word({ en: 'No answer yet: it will lie in results/.', ja: '回答待ちです。results/ に置かれます。' }),
      );
      return exitCode.failed;
    }
    answer({ sent: true, answer: told }, () => lines(told, context));
    return told.rejected === null && told.refused.length === 0 ? exitCode.done : exitCode.failed;
  });
}

async function waitFor(store: ExchangeStore, name: string, most: number): Promise<FileAnswer | undefined> {
  for (let waited = 0; waited < most * 1000; waited += 200) {
    const told = await fileAnswer(store, name);
    if (told) return told;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}

function lines({ rejected, accepted, already, refused }: FileAnswer, { word, language }: Context): string {
  if (rejected !== null)
    return `${word({ en: 'The file was put aside', ja: 'ファイルは受け付けられませんでした' })}: ${rejected}`;
  const counts = word({
    en: `${accepted} accepted, ${already} registered before, ${refused.length} refused`,
    ja: `受付 ${accepted}件、受付済 ${already}件、不受理 ${refused.length}件`,
  });
  return refused.length === 0 ? counts : `${faultLines(refused, language)}\n${counts}`;
}
