import { invariant } from '@juki/errors';
import type { Agency, AgencyId } from './agency.ts';
import type { Catalogue, Citation, Item } from './catalogue.ts';
import { englishCitation } from './english-citation.ts';
import { contains, dayAfter, type Interval, type LegalDate } from './legal-date.ts';
import type { ItemId, Numbering, Provision, ProvisionId } from './provision.ts';
import { createProvisionTree } from './provision-tree.ts';
import type { Purpose } from './purpose.ts';
import type { PurposeId } from './purpose-id.ts';

/** What a catalogue holds, parsed and checked. */
export interface CatalogueContent {
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly provisions: ReadonlyMap<ProvisionId, Provision>;
  readonly purposes: ReadonlyMap<PurposeId, Purpose>;
  readonly agencies: ReadonlyMap<AgencyId, Agency>;
}

/** SHA-256 in lower-case hex over UTF-8 text. Handed in: this package is pure. */
export type Hash = (text: string) => string;

/** Answers questions about content that {@link parseCatalogue} has checked. */
export function createCatalogue(content: CatalogueContent, hash: Hash): Catalogue {
  const { items, provisions, purposes, agencies } = content;
  const tree = createProvisionTree(provisions);
  const closing = [...provisions.values()].filter(({ kind, items }) => kind === 'prohibition' && items.length > 0);
  const days = changeDates(content);
  const provisionsByText: ReadonlyMap<string, Provision> = provisions;
  const purposesByText: ReadonlyMap<string, Purpose> = purposes;
  const agenciesByText: ReadonlyMap<string, Agency> = agencies;
  return {
    contentHash: hash(canonical(content)),
    items,
    provisions,
    purposes,
    agencies,
    provision: (id) => provisionsByText.get(id),
    purpose: (id) => purposesByText.get(id),
    agency: (id) => agenciesByText.get(id),
    covers: tree.covers,
    prohibitions: (item, date, purpose) =>
      closing.filter(
        (provision) =>
          provision.items.includes(item) &&
          contains(provision.inForce, date) &&
          (provision.binds === 'all' || provision.binds.includes(purpose)),
      ),
    cite: (id, date) => cite(provisions.get(id), id, date),
    changeDates: () => days,
  };
}

/** Ids in code-unit order, keys in the order of the parser: the same content always gives the same text. */
function canonical(content: CatalogueContent): string {
  const sorted = <K extends string, V>(map: ReadonlyMap<K, V>) =>
    [...map.keys()].sort().map((id) => [id, map.get(id)] as const);
  return JSON.stringify([
    'juki-catalogue/v1',
    sorted(content.items),
    sorted(content.provisions),
    sorted(content.purposes),
    sorted(content.agencies),
  ]);
}

function cite(provision: Provision | undefined, id: ProvisionId, date: LegalDate): Citation {
  invariant(provision !== undefined, 'only provisions of the catalogue are cited');
  const known = provision.numbering.find(({ inForce }) => contains(inForce, date));
  const { article } = known ?? latest(provision.numbering);
  const { law } = provision;
  return {
    provision: id,
    ja: `${law.cited}${article}`,
    en: article === '' ? law.en : `${law.en}, ${englishCitation(article)}`,
    uncertain: known === undefined || known.inForce.uncertain,
  };
}

function latest(numbering: readonly Numbering[]): Numbering {
  const last = numbering.reduce<Numbering | undefined>(
    (found, entry) => (found === undefined || (entry.inForce.from ?? '') >= (found.inForce.from ?? '') ? entry : found),
    undefined,
  );
  invariant(last !== undefined, 'the parser lets no provision pass without a number');
  return last;
}

function changeDates(content: CatalogueContent): readonly LegalDate[] {
  const days = new Set<LegalDate>();
  const mark = ({ from, to }: Interval) => {
    if (from !== null) days.add(from);
    if (to !== null) days.add(dayAfter(to));
  };
  for (const provision of content.provisions.values()) {
    mark(provision.inForce);
    for (const { inForce } of provision.numbering) mark(inForce);
  }
  for (const purpose of content.purposes.values()) {
    mark(purpose.inForce);
    for (const { inForce } of purpose.grants) mark(inForce);
  }
  return [...days].sort();
}
