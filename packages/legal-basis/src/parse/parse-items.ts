import type { Item } from '../catalogue.ts';
import type { ItemId } from '../provision.ts';
import type { Faults } from './faults.ts';
import { always, intervalKeys, readInterval } from './interval.ts';
import { Row } from './row.ts';

/** The vocabulary of items, and how a list of it is read. */
export interface Items {
  readonly all: ReadonlyMap<ItemId, Item>;
  /** The items that a list names, groups resolved, in the order of the vocabulary. */
  read(row: Row, key: string): readonly ItemId[];
}

/** Reads `items.yaml`. */
export function parseItems(raw: unknown, faults: Faults): Items {
  const file = new Row(raw, 'items', faults, ['items', 'groups']);
  const all = new Map<ItemId, Item>();
  for (const row of file.rows('items', ['id', 'ja', 'en', 'inForce', 'note'])) {
    const id = row.text('id') as ItemId;
    if (all.has(id)) row.fault('this item stands twice');
    const span = row.row('inForce', intervalKeys);
    all.set(id, { id, ja: row.text('ja'), en: row.text('en'), inForce: span ? readInterval(span) : always });
  }
  const groups = new Map<string, readonly string[]>();
  for (const row of file.rows('groups', ['id', 'items'])) {
    const id = row.text('id');
    if (groups.has(id) || all.has(id as ItemId)) row.fault('this name is taken');
    groups.set(id, row.texts('items'));
    for (const item of row.texts('items')) if (!all.has(item as ItemId)) row.fault(`unknown item ${item}`);
  }
  const read = (row: Row, key: string): readonly ItemId[] => {
    const named = new Set(row.texts(key).flatMap((word) => groups.get(word) ?? [word]));
    for (const word of named) if (!all.has(word as ItemId)) row.fault(`${key}: unknown item ${JSON.stringify(word)}`);
    return [...all.keys()].filter((id) => named.has(id));
  };
  return { all, read };
}
