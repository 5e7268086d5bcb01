import { join } from 'node:path';
import { type JobOutcome, type Progress, runJob } from '@juki/bulk-provision/terminal';
import type { Command } from 'commander';
import { chunkRows } from '../arguments.ts';
import type { Commands, Context } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { UsageFault } from '../usage-fault.ts';
import { type BulkOptions, bulkOptions, openDesk } from './bulk-desk.ts';

interface RunOptions extends BulkOptions {
  readonly attendedBy?: string;
  readonly once?: boolean;
  readonly chunkRows: number;
}

/** `juki bulk run`: ③ to ⑤ at the terminal of the network (住基端末), with somebody of 市町村課 attending. */
export function addRun(bulk: Command, { add }: Commands): void {
  const command = bulkOptions(
    bulk
      .command('run')
      .description('at the terminal: take the files of the folder, ask them, put the results into the folder')
      .option('--attended-by <name>', 'who of 市町村課 attends (立会者)')
      .option('--once', 'one file only')
      .option('--chunk-rows <number>', 'rows asked at once', chunkRows, 500),
  );
  command.addHelpText('after', '\nAfter a crash or a fault run it again: it goes on behind the last durable chunk.');
  const example = 'juki bulk run --operator osaka-education-officer --attended-by osaka-network-officer';
  add<RunOptions>(command, example, async (options, context) => {
    const { deps, answer } = context;
    const secondPerson = options.attendedBy;
    if (secondPerson === undefined) throw new UsageFault('Give --attended-by: who of 市町村課 attends?');
    const { operator, tier, folder, store, operations } = await openDesk(options, deps);
    const outcomes: JobOutcome[] = [];
    for (;;) {
      const outcome = await runJob({
        ...{ store, operations, tier, operator, secondPerson },
        work: join(folder, 'work', options.terminal),
        clock: deps.clock,
        chunkRows: options.chunkRows,
        onProgress: progressLine(context),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      });
      if (outcome.kind === 'nothing') break;
      outcomes.push(outcome);
      if (options.once) break;
    }
    if (deps.isTerminal) deps.say('\r\u001b[K');
    answer(outcomes, () => outcomes.map((outcome) => lines(outcome, context)).join('\n') || nothing(context));
    return outcomes.some(({ kind }) => kind === 'rejected') ? exitCode.failed : exitCode.done;
  });
}

/** On a terminal a line that is written over; elsewhere a line for each tenth. */
function progressLine({ deps, word }: Context): (progress: Progress) => void {
  let told = -1;
  return ({ rows, done, rowsPerSecond, secondsLeft }) => {
    const tenth = Math.floor((done / rows) * 10);
    if (!deps.isTerminal && tenth === told) return;
    told = tenth;
    const text = word({
      en: `${done} / ${rows} rows, ${rowsPerSecond} rows/s, ${secondsLeft} s left`,
      ja: `${done} / ${rows}件、毎秒${rowsPerSecond}件、残り約${secondsLeft}秒`,
    });
    deps.say(deps.isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  };
}

function lines(outcome: JobOutcome, { word }: Context): string {
  if (outcome.kind === 'nothing') return '';
  if (outcome.kind === 'rejected') {
    const { file, code, message } = outcome;
    return `${word({ en: 'Put aside', ja: '受け付けませんでした' })}: ${file}: ${code} ${message}`;
  }
  const { file, job, rows, found, rejected, rejectedRows, withheld, rowsPerSecond } = outcome;
  const missed = rejected.map(
    ({ rowKey, verdict, fault }) => `  ${rowKey}  ${verdict}${fault === null ? '' : `  ${fault}`}`,
  );
  const more = rejectedRows - rejected.length;
  return [
    word({
      en: `${file}: job ${job}, ${found} of ${rows} found, ${rowsPerSecond} rows/s`,
      ja: `${file}: 処理番号 ${job}、${rows}件中${found}件該当、毎秒${rowsPerSecond}件`,
    }),
    ...missed,
    ...(more > 0 ? [word({ en: `  and ${more} more`, ja: `  ほか${more}件` })] : []),
    ...(withheld.length === 0
      ? []
      : [
          word({
            en: `  Withheld by the purpose: ${withheld.join(', ')}`,
            ja: `  事務により開示されない項目: ${withheld.join(', ')}`,
          }),
        ]),
  ].join('\n');
}

function nothing({ word }: Context): string {
  return word({ en: 'No file waits in the folder.', ja: '待機中のファイルはありません。' });
}
