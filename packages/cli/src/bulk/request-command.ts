import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { makeRequest, parseProfile } from '@juki/bulk-provision/terminal';
import { findOperator } from '@juki/directory';
import { recogniseEncoding } from '@juki/exchange-files';
import { type Command, Option } from 'commander';
import { bulkJob, path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { placeOf } from '../place-of.ts';
import { UsageFault } from '../usage-fault.ts';
import { assertReadable, writeNew } from './files-of-people.ts';

interface RequestOptions {
  readonly operator?: string;
  readonly purpose?: string;
  readonly case?: string;
  readonly profile: string;
  readonly encoding?: 'utf-8' | 'cp932';
  readonly expires?: string;
  readonly eraseBy?: string;
  readonly job?: string;
  readonly out?: string;
}

const day = 86_400_000;

/** `juki bulk request`: ① makes a request file (一括提供要求ファイル) from a table. */
export function addRequest(bulk: Command, { add }: Commands): void {
  const command = bulk
    .command('request')
    .description(
      'make a request file from a table: rowKey and individualNumber, residentCode or name, birthDate, sex, address',
    )
    .argument('<table>', 'CSV with a line of column names', path)
    .option('--operator <name>', 'the requester, who will be logged in at the terminal')
    .option('--purpose <id>', 'the affair (事務) for which it asks')
    .option('--case <number>', 'number of the usage ledger (利用管理簿)')
    .addOption(
      new Option('--profile <name>', 'form of the result').choices(['inquiry', 'address-system']).default('inquiry'),
    )
    .addOption(new Option('--encoding <name>', 'of the table (default: as found)').choices(['utf-8', 'cp932']))
    .option('--expires <instant>', 'until when it may be answered, RFC 3339 (default: in a day)', instant)
    .option('--erase-by <instant>', 'by when both files must be erased, RFC 3339 (default: in a week)', instant)
    .option('--job <id>', 'id of the job (default: a new one)', bulkJob)
    .option('--out <file>', 'where to write it (default: bulk-<job>.csv)', path);
  const example = 'juki bulk request rows.csv --operator osaka-education-officer --purpose juki-b6-2 --case R8-0001';
  add<RequestOptions>(command, example, async (options, { deps, answer, word }) => {
    const [table = ''] = command.processedArgs.map(String);
    const requester = findOperator(options.operator ?? '')?.id;
    if (requester === undefined) throw new UsageFault('Give --operator: who asks? juki operators lists them.');
    if (options.purpose === undefined)
      throw new UsageFault('Give --purpose: for which affair? juki purposes lists them.');
    await assertReadable(table);
    const profile = parseProfile(options.profile) ?? 'inquiry';
    const now = deps.clock();
    const job = options.job ?? randomUUID();
    const encoding = options.encoding ?? (await recogniseEncoding(createReadStream(table)));
    const { head, content } = await makeRequest({
      table: () => createReadStream(table),
      encoding,
      head: {
        ...{ job, requester, purpose: options.purpose, case: options.case ?? null, profile },
        expiresAt: options.expires ?? new Date(now + day).toISOString(),
        eraseBy: options.eraseBy ?? new Date(now + 7 * day).toISOString(),
      },
    });
    const out = options.out ?? resolve(deps.workingDirectory, `bulk-${job}.csv`);
    await writeNew(out, content);
    const where = placeOf(out, deps.workingDirectory);
    answer({ file: out, ...head }, () =>
      word({ en: `${where}: ${head.count} rows, job ${job}`, ja: `${where}: ${head.count}件、処理番号 ${job}` }),
    );
    return exitCode.done;
  });
}

function instant(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw new UsageFault('An instant is written as in RFC 3339: 2026-12-01T09:00:00+09:00.');
}
