import type { ItemColumn, StoredRecord } from './identity-columns.ts';

/** A row without the columns that only a comparison needed: nobody asked for them. */
export function onlyColumns(row: StoredRecord, columns: readonly ItemColumn[]): StoredRecord {
  const kept = new Set<string>(['municipalityCode', 'ref', 'supersededOn', ...columns]);
  const { municipalityCode, ref, supersededOn } = row;
  const items = Object.fromEntries(Object.entries(row).filter(([column]) => kept.has(column)));
  return { ...items, municipalityCode, ref, supersededOn };
}
