import { type FaultCode, faultCodes } from '@juki/change-notification';
import { type ExchangeStore, openExchangeFile } from '@juki/exchange-files';
import { fieldsOf } from '../fields-of.ts';
import { parseJson } from '../parse-json.ts';
import type { FaultyRow } from './read-changes.ts';

/** What the CS said to a file. */
export interface FileAnswer {
  /** Why the whole file was put aside; null where its rows were read. */
  readonly rejected: string | null;
  readonly accepted: number;
  readonly already: number;
  readonly refused: readonly FaultyRow[];
}

/** Reads the answer to a file, where it lies there already. */
export async function fileAnswer(store: ExchangeStore, name: string): Promise<FileAnswer | undefined> {
  const { files: rejections } = await store.list('rejected');
  const reason = `${name}.reason.json`;
  if (rejections.some((file) => file.name === reason)) {
    const { message } = fieldsOf(parseJson(await text(store.read('rejected', reason))));
    return { rejected: String(message), accepted: 0, already: 0, refused: [] };
  }
  const { files: results } = await store.list('results');
  const result = results.find((file) => file.name.startsWith(`${name}.`) && file.name.endsWith('.result.jsonl'));
  if (!result) return undefined;
  const { rows } = await openExchangeFile(store.read('results', result.name), { form: 'jsonl', encoding: 'utf-8' });
  let [accepted, already] = [0, 0];
  const refused: FaultyRow[] = [];
  for await (const batch of rows()) {
    for (const { values } of batch) {
      if (values['outcome'] === 'ACCEPTED') accepted += 1;
      else if (values['outcome'] === 'ALREADY_REGISTERED') already += 1;
      else refused.push({ line: Number(values['line']), faults: faultsIn(values['faults']) });
    }
  }
  return { rejected: null, accepted, already, refused };
}

function faultsIn(value: unknown): FaultyRow['faults'] {
  return (Array.isArray(value) ? value : []).flatMap((fault: unknown) => {
    const { field, code } = fieldsOf(fault);
    return typeof field === 'string' && isFaultCode(code) ? [{ field, code }] : [];
  });
}

function isFaultCode(code: unknown): code is FaultCode {
  return typeof code === 'string' && Object.hasOwn(faultCodes, code);
}

async function text(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
