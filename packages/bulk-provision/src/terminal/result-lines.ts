import type { Trailer } from '@juki/exchange-files';
import type { ResultRow } from './ask-chunk.ts';
import type { RequestHead } from './request-head.ts';
import { type ResultProfile, resultColumns, resultProfiles } from './result-profile.ts';

/** The first line of a result file names its form. */
const resultFormat = 'juki.bulk-result/1';

/** The parts of a result file, in the form of `@juki/exchange-files`: CSV in UTF-8. They are written one by one, over crashes. */
export function writeResultHead({
  job,
  requester,
  purpose,
  case: number,
  profile,
  eraseBy,
  count,
}: RequestHead): string {
  const head = {
    format: resultFormat,
    job,
    requester,
    purpose,
    ...(number === null ? {} : { case: number }),
    profile,
    eraseBy,
  };
  const lines = Object.entries({ ...head, count: String(count) }).map(([name, value]) => `#${name},${field(value)}`);
  return `${[...lines, resultColumns(profile).join(',')].join('\n')}\n`;
}

/** Rows of a chunk. */
export function writeResultRows(profile: ResultProfile, rows: readonly ResultRow[]): string {
  return rows
    .map(({ rowKey, verdict, fault, items }) => {
      const values = [rowKey, verdict, fault, ...resultProfiles[profile].map((item) => items[item])];
      return `${values.map(field).join(',')}\n`;
    })
    .join('');
}

/** The trailer. */
export function writeResultEnd({ count, sha256 }: Trailer): string {
  return `#end,${count},${sha256}\n`;
}

function field(value: unknown): string {
  const text = typeof value === 'string' ? value.replaceAll(/[\r\n]/g, ' ') : '';
  return text === '' || /[",#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
