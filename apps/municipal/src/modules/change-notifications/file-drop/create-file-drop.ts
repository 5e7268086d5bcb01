import { join } from 'node:path';
import type { Client } from '@juki/client';
import { JukiError } from '@juki/errors';
import {
  checkExchangeFile,
  type ExchangeStore,
  type FileFormat,
  openDirectoryStore,
  openExchangeFile,
  type RowValues,
  recogniseEncoding,
  rejectFile,
  rejectionOf,
  type TextEncoding,
  takeNext,
  writeExchangeFile,
} from '@juki/exchange-files';
import { createLoop, type LoopOptions, type Worker } from '@juki/subgraph-runtime';
import { answerColumns, answerRows, type RegisterEvents, type RowAnswer } from './answer-rows.ts';

/** The shared folder of one municipality's registry system. */
export interface FileDropOptions {
  /** Directory below which the folders of the bodies lie. */
  readonly folder: string;
  readonly municipalityCode: string;
  readonly client: Client;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onFault: LoopOptions['onFault'];
}

const document = `mutation Intake($events: [MunicipalChangeEvent!]!) {
  registerChangeEvents(events: $events) { eventId outcome sequence faults { field code } }
}`;

/**
 * 異動ファイルの受付: `<folder>/<municipality>/change-events/incoming/*.csv|*.jsonl`. The whole file is proved first (encoding,
 * form, count, hash); a file that is not what it claims is put aside with its reason, and nothing of it is read. Then its
 * rows are handed in one after the other, as over the graph, and each has its answer in `results/`. Row by row and not all
 * or nothing: a wrong character in one name must not keep two hundred births from being notified without delay (30条の6),
 * and rows are known by their `eventId`, so that the corrected file may be the whole file again.
 */
export function createFileDrop({ folder, municipalityCode, client, clock, onFault }: FileDropOptions): Worker {
  let opened: Promise<ExchangeStore> | undefined;
  const place = join(folder, municipalityCode, 'change-events');

  const register: RegisterEvents = async (events) => {
    const { data, errors } = await client.request<{ readonly registerChangeEvents: readonly RowAnswer[] | null }>({
      document,
      variables: { events },
      purpose: 'juki-register-intake',
    });
    if (data.registerChangeEvents && errors.length === 0) return data.registerChangeEvents;
    throw new JukiError('SUBGRAPH_UNAVAILABLE', 'The CS did not answer; the file is gone on with later.');
  };

  return createLoop({
    name: `file drop of ${municipalityCode}`,
    everyMs: 1_000,
    onFault,
    async run() {
      opened ??= openDirectoryStore({ folder: place, consumer: 'cs' });
      const store = await opened;
      const file = await takeNext(store);
      if (!file) return 'idle';
      try {
        await take(store, file.name);
      } catch (fault) {
        // What is no fault of the file is thrown on: it stays taken, and the next round goes on with it.
        await rejectFile(store, file.name, rejectionOf(fault, clock()));
      }
      return 'again';
    },
  });

  async function take(store: ExchangeStore, name: string): Promise<void> {
    const read = () => store.read('taken', name);
    const format: FileFormat = {
      form: formOf(name),
      encoding: encodingSaid(name) ?? (await recogniseEncoding(read())),
    };
    const { head, trailer } = await checkExchangeFile(read(), format);
    if (head['municipality'] !== municipalityCode) {
      const message = `The head must say municipality ${municipalityCode}: this is the folder of no other.`;
      throw new JukiError('EXCHANGE_FILE_INVALID', message, { details: { kind: 'HEAD' } });
    }
    const result = `${name}.${trailer.sha256.slice(0, 12)}.result.jsonl`;
    const answered = (await store.list('results')).files.some((file) => file.name === result);
    if (!answered) await store.put('results', result, answers(await openExchangeFile(read(), format), name, trailer));
    await store.remove('taken', name);
  }

  function answers(
    file: Awaited<ReturnType<typeof openExchangeFile>>,
    name: string,
    { count, sha256 }: { readonly count: number; readonly sha256: string },
  ): AsyncGenerator<Uint8Array> {
    const head = { file: name, fileSha256: sha256, rows: String(count), at: new Date(clock()).toISOString() };
    return writeExchangeFile({ form: 'jsonl', encoding: 'utf-8', columns: answerColumns }, head, lines());

    async function* lines(): AsyncGenerator<RowValues> {
      for await (const rows of file.rows()) {
        for (let at = 0; at < rows.length; at += largestList) {
          yield* await answerRows(rows.slice(at, at + largestList), municipalityCode, register);
        }
      }
    }
  }
}

/** As many rows as one request takes. */
const largestList = 250;

function formOf(name: string): FileFormat['form'] {
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.jsonl')) return 'jsonl';
  throw new JukiError('EXCHANGE_FILE_INVALID', 'The name of a file of changes ends in .csv or .jsonl.', {
    details: { kind: 'FORM' },
  });
}

/** A name may say the encoding (`moves.cp932.csv`), for a file that would be text in both. */
function encodingSaid(name: string): TextEncoding | undefined {
  if (/\.cp932\.\w+$/.test(name)) return 'cp932';
  return /\.utf-8\.\w+$/.test(name) ? 'utf-8' : undefined;
}
