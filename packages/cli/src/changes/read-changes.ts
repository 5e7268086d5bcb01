import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { checkEvent, eventOfRow, type Fault, faultCodes } from '@juki/change-notification';
import { JukiError } from '@juki/errors';
import { type FileFormat, openExchangeFile, recogniseEncoding } from '@juki/exchange-files';
import type { Language } from '../language.ts';
import { UsageFault } from '../usage-fault.ts';

/** A file of changes that was read to its end and is whole. */
export interface ReadChanges {
  readonly municipality: string;
  readonly rows: number;
  /** What is wrong, row by row. */
  readonly faulty: readonly FaultyRow[];
}

/** A row in which something is wrong. */
export interface FaultyRow {
  readonly line: number;
  readonly faults: readonly Fault[];
}

/** Reads a file as the CS will: encoding, form, count and hash first, then each event. Errors: `EXCHANGE_FILE_INVALID`. */
export async function readChanges(file: string): Promise<ReadChanges> {
  await access(file).catch(() => {
    throw new UsageFault(`There is no file ${file} that can be read.`);
  });
  const form = file.endsWith('.csv') ? 'csv' : file.endsWith('.jsonl') ? 'jsonl' : undefined;
  if (!form) throw new JukiError('EXCHANGE_FILE_INVALID', 'The name of a file of changes ends in .csv or .jsonl.');
  const said = /\.(cp932|utf-8)\.\w+$/.exec(file)?.[1];
  const encoding: FileFormat['encoding'] =
    said === 'cp932' || said === 'utf-8' ? said : await recogniseEncoding(createReadStream(file));
  const { head, rows } = await openExchangeFile(createReadStream(file), { form, encoding });
  const municipality = head['municipality'];
  if (municipality === undefined) {
    throw new JukiError('EXCHANGE_FILE_INVALID', 'The head must say the municipality: #municipality,CODE in CSV.');
  }
  const faulty: FaultyRow[] = [];
  let count = 0;
  for await (const batch of rows()) {
    count += batch.length;
    for (const { line, values } of batch) {
      const checked = checkEvent(eventOfRow(values, municipality));
      if (!checked.sound) faulty.push({ line, faults: checked.faults });
    }
  }
  return { municipality, rows: count, faulty };
}

/** One line for each fault, as a person reads it. */
export function faultLines(faulty: readonly FaultyRow[], language: Language): string {
  const line = (number: number) => ({ en: `line ${number}`, ja: `${number}行目` })[language];
  return faulty
    .flatMap(({ line: number, faults }) =>
      faults.map(({ field, code }) => `${line(number)}: ${field}: ${faultCodes[code][language]} (${code})`),
    )
    .join('\n');
}
