import { JukiError } from '@juki/errors';
import type { RowValues } from '@juki/exchange-files';

/** Columns of a request file: the requester's own key of the row (整理番号), and one key of search. */
const requestColumns = ['rowKey', 'individualNumber', 'residentCode', 'name', 'birthDate', 'sex', 'address'] as const;

/** 検索キー as the graph takes it. */
export interface RowKey {
  readonly individualNumber?: string;
  readonly residentCode?: string;
  readonly fourItems?: {
    readonly name: string;
    readonly birthDate: string;
    readonly sex: string;
    readonly address: string;
  };
}

/** A row of a request: either a key that can be asked, or what is wrong with it. */
export interface RequestRow {
  readonly rowKey: string;
  readonly key: RowKey | null;
  readonly fault: string | null;
}

/** Reads a row. What is wrong with a key is a result of the row and stops no other. */
export function readRequestRow(values: RowValues): RequestRow {
  const text = (name: (typeof requestColumns)[number]): string => {
    const value = values[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const rowKey = text('rowKey');
  const [individualNumber, residentCode] = [text('individualNumber'), text('residentCode')];
  const items = [text('name'), text('birthDate'), text('sex'), text('address')] as const;
  const given = [individualNumber !== '', residentCode !== '', items.some((item) => item !== '')];
  const wrong = (fault: string): RequestRow => ({ rowKey, key: null, fault });
  if (rowKey === '') return wrong('ROW_KEY_MISSING');
  if (given.filter(Boolean).length !== 1) return wrong('BAD_SEARCH_KEY');
  if (individualNumber !== '') return { rowKey, key: { individualNumber }, fault: null };
  if (residentCode !== '') return { rowKey, key: { residentCode }, fault: null };
  const [name, birthDate, sexText, address] = items;
  const sex = sexes.get(sexText);
  if (sex === undefined || items.some((item) => item === '')) return wrong('BAD_SEARCH_KEY');
  return { rowKey, key: { fourItems: { name, birthDate, sex, address } }, fault: null };
}

/** 性別 as departments write it. */
const sexes = new Map([
  ['MALE', 'MALE'],
  ['FEMALE', 'FEMALE'],
  ['男', 'MALE'],
  ['女', 'FEMALE'],
]);

/** Makes sure that a table has the columns of a request and no other. Errors: `EXCHANGE_FILE_INVALID` (`COLUMNS`). */
export function checkRequestColumns(columns: readonly string[]): void {
  const isKnown = columns.every((column) => requestColumns.some((known) => known === column));
  if (isKnown && columns.includes('rowKey') && columns.length > 1) return;
  throw new JukiError(
    'EXCHANGE_FILE_INVALID',
    `The columns of a request are rowKey and some of: ${requestColumns.slice(1).join(', ')}.`,
    { details: { kind: 'COLUMNS' } },
  );
}
