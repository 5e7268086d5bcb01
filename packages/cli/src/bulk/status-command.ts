import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { type BulkOptions, bulkOptions, openDesk } from './bulk-desk.ts';

/** `juki bulk status`: the jobs of one's agency and how far each is, as the tier knows it. */
export function addStatus(bulk: Command, { add }: Commands): void {
  const command = bulkOptions(
    bulk
      .command('status')
      .description('list the jobs of the agency and how far they are')
      .argument('[job]', 'one job only'),
  );
  add<BulkOptions>(command, 'juki bulk status --operator osaka-education-officer', async (options, context) => {
    const { deps, answer, word } = context;
    const [job] = command.processedArgs.map((value) => (typeof value === 'string' ? value : null));
    const { operations, store } = await openDesk(options, deps);
    const jobs = await operations.jobs(job ?? null);
    const waiting = (await store.list('incoming')).files.map(({ name }) => name);
    const rejected = (await store.list('rejected')).files.map(({ name }) => name);
    answer(
      { jobs, waiting, rejected },
      () =>
        [
          table(
            jobs.map((one) => [
              one.job,
              one.purpose,
              `${one.answeredRows}/${one.rows}`,
              word({ en: `${one.found} found`, ja: `該当${one.found}件` }),
              stateOf(one, word),
            ]),
          ),
          ...waiting.map((name) => word({ en: `waiting: ${name}`, ja: `待機中: ${name}` })),
          ...rejected.map((name) => word({ en: `put aside: ${name}`, ja: `受付不可: ${name}` })),
        ]
          .filter((line) => line !== '')
          .join('\n') || word({ en: 'No jobs.', ja: '処理はありません。' }),
    );
    return exitCode.done;
  });
}

function stateOf(
  job: {
    readonly erasedAt: string | null;
    readonly receivedAt: string | null;
    readonly finishedAt: string | null;
    readonly rowsPerSecond: number | null;
  },
  word: (words: { readonly en: string; readonly ja: string }) => string,
): string {
  if (job.erasedAt !== null) return word({ en: `erased ${job.erasedAt}`, ja: `消去済 ${job.erasedAt}` });
  if (job.receivedAt !== null) return word({ en: `received ${job.receivedAt}`, ja: `受領済 ${job.receivedAt}` });
  if (job.finishedAt !== null) return word({ en: 'result waits', ja: '結果格納済' });
  return word({ en: `under way, ${job.rowsPerSecond ?? 0} rows/s`, ja: `処理中 毎秒${job.rowsPerSecond ?? 0}件` });
}
