import type { Law } from '../provision.ts';
import type { Faults } from './faults.ts';
import { Row } from './row.ts';

/** Reads `laws.yaml`. */
export function parseLaws(raw: unknown, faults: Faults): ReadonlyMap<string, Law> {
  const laws = new Map<string, Law>();
  const file = new Row(raw, 'laws', faults, ['laws']);
  for (const row of file.rows('laws', ['id', 'ja', 'cited', 'en', 'number'])) {
    const id = row.text('id');
    if (laws.has(id)) row.fault('this law stands twice');
    laws.set(id, { id, ja: row.text('ja'), cited: row.text('cited'), en: row.text('en'), number: row.text('number') });
  }
  return laws;
}

/** Reads `kinds.yaml`: the closed list of kinds of agency. */
export function parseKinds(raw: unknown, faults: Faults): ReadonlySet<string> {
  const kinds = new Set<string>();
  const file = new Row(raw, 'kinds', faults, ['kinds']);
  for (const row of file.rows('kinds', ['ja', 'en'], 'ja')) {
    const kind = row.text('ja');
    if (kinds.has(kind)) row.fault('this kind stands twice');
    kinds.add(kind);
  }
  return kinds;
}
