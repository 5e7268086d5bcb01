import type { Catalogue } from './catalogue.ts';
import { createCatalogue, type Hash } from './create-catalogue.ts';
import { checkReferences } from './parse/check-references.ts';
import { Faults } from './parse/faults.ts';
import { type Profile, parseAgencies } from './parse/parse-agencies.ts';
import { parseItems } from './parse/parse-items.ts';
import { parseKinds, parseLaws } from './parse/parse-laws.ts';
import { parseLinks } from './parse/parse-links.ts';
import { parseProvisions } from './parse/parse-provisions.ts';
import { parsePurposes } from './parse/parse-purposes.ts';
import { Row } from './parse/row.ts';
import type { Provision, ProvisionId } from './provision.ts';
import type { Purpose } from './purpose.ts';
import type { PurposeId } from './purpose-id.ts';

const parts = ['items', 'laws', 'kinds', 'provisions', 'purposes', 'links', 'agencies'];

/** What parsing needs besides the data. */
export interface ParseOptions {
  readonly hash: Hash;
  /** Stated by every caller: what is unsafe in service has to be asked for. */
  readonly profile: Profile;
}

/**
 * Parses and checks a catalogue: the content of `items.yaml`, `laws.yaml`, `kinds.yaml`, `links.yaml`, `agencies.yaml`
 * under those names, and lists of the files of `provisions/` and `purposes/`.
 * Throws one `CATALOGUE_INVALID` that lists every fault in `details.faults`.
 */
export function parseCatalogue(raw: unknown, options: ParseOptions): Catalogue {
  const faults = new Faults();
  const source = new Row(raw, 'catalogue', faults, parts);
  const laws = parseLaws(source.value('laws'), faults);
  const kinds = parseKinds(source.value('kinds'), faults);
  const items = parseItems(source.value('items'), faults);
  const provisions = collect<ProvisionId, Provision>(
    source.list('provisions').flatMap((file) => parseProvisions(file, laws, items, faults)),
    faults,
  );
  const rows = collect<PurposeId, Purpose>(
    source.list('purposes').flatMap((file) => parsePurposes(file, items, faults)),
    faults,
  );
  const links = parseLinks(source.value('links'), rows, faults);
  const purposes = new Map<PurposeId, Purpose>();
  for (const [id, purpose] of rows) {
    const grants = [...purpose.grants, ...(links.grants.get(id) ?? [])];
    purposes.set(id, { ...purpose, grants, secondHop: links.secondHops.get(id) ?? null });
  }
  const agencies = parseAgencies(source.value('agencies'), kinds, options.profile, faults);
  checkReferences({ provisions, purposes, kinds }, faults);
  faults.throwIfAny();
  return createCatalogue({ items: items.all, provisions, purposes, agencies }, options.hash);
}

function collect<K extends string, V extends { readonly id: K }>(values: readonly V[], faults: Faults): Map<K, V> {
  const found = new Map<K, V>();
  for (const value of values) {
    if (found.has(value.id)) faults.add(value.id, 'this id stands twice');
    found.set(value.id, value);
  }
  return found;
}
