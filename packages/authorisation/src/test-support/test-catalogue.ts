import {
  type Catalogue,
  contains,
  dayAfter,
  type Interval,
  type ItemId,
  type LegalDate,
  type Provision,
  type ProvisionId,
  type Purpose,
  type PurposeGrant,
  type PurposeId,
  parseLegalDate,
} from '@juki/legal-basis';

/** A provision of a test: `kind` is permission and `from` always, unless said. */
export interface TestProvision {
  readonly parent?: string;
  readonly kind?: Provision['kind'];
  readonly items?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** A grant of a test: the provision, and the items that it gives. */
export interface TestGrant {
  readonly provision: string;
  readonly items?: readonly string[];
  readonly ordinance?: boolean;
  readonly from?: string;
  readonly to?: string;
}

/** A catalogue of a test. */
export interface TestCatalogue {
  readonly provisions: Readonly<Record<string, TestProvision>>;
  readonly purposes: Readonly<Record<string, readonly TestGrant[]>>;
  /** From a purpose to the affair of its second hop. */
  readonly secondHops?: Readonly<Record<string, string>>;
}

const items = ['name', 'birth_date', 'sex', 'address', 'my_number', 'juminhyo_code'];

/** Builds a catalogue by hand, without files: small enough to be read in the test that uses it. */
export function testCatalogue(content: TestCatalogue): Catalogue {
  const provisions = new Map(
    Object.entries(content.provisions).map(([id, it]) => [id as ProvisionId, provisionOf(id, it)]),
  );
  const purposes = new Map(
    Object.entries(content.purposes).map(([id, grants]) => [
      id as PurposeId,
      purposeOf(id, grants, content.secondHops?.[id]),
    ]),
  );
  const spans = [...provisions.values(), ...[...purposes.values()].flatMap(({ grants }) => grants)].map(
    ({ inForce }) => inForce,
  );
  const days = spans.flatMap(({ from, to }) => [...(from ? [from] : []), ...(to ? [dayAfter(to)] : [])]);
  return {
    contentHash: 'test',
    provisions,
    purposes,
    agencies: new Map(),
    items: new Map(items.map((id) => [id as ItemId, { id: id as ItemId, ja: id, en: id, inForce: always }])),
    provision: (id) => provisions.get(id as ProvisionId),
    purpose: (id) => purposes.get(id as PurposeId),
    agency: () => undefined,
    covers(required, held) {
      for (let at: ProvisionId | null = held; at !== null; at = provisions.get(at)?.parent ?? null) {
        if (at === required) return true;
      }
      return false;
    },
    prohibitions: (item, date) =>
      [...provisions.values()].filter(
        ({ kind, items, inForce }) => kind === 'prohibition' && items.includes(item) && contains(inForce, date),
      ),
    cite: (provision) => ({ provision, ja: `法${provision}`, en: `Act, ${provision}`, uncertain: false }),
    changeDates: () => [...new Set<LegalDate>(days)].sort(),
  };
}

const always: Interval = { from: null, to: null, uncertain: false };

function interval({ from, to }: { readonly from?: string; readonly to?: string }): Interval {
  return { from: from ? parseLegalDate(from) : null, to: to ? parseLegalDate(to) : null, uncertain: false };
}

function provisionOf(id: string, it: TestProvision): Provision {
  return {
    id: id as ProvisionId,
    parent: it.parent === undefined ? null : (it.parent as ProvisionId),
    container: false,
    law: { id: 'law', ja: '法', en: 'Act', cited: '法', number: '1' },
    summary: { ja: id, en: id },
    kind: it.kind ?? 'permission',
    numbering: [{ inForce: always, article: id }],
    inForce: interval(it),
    items: (it.items ?? []).map((item) => item as ItemId),
    binds: 'all',
    conditions: '',
    particulars: {},
    verification: 'unverified',
    verificationNote: '',
    sources: [],
  };
}

function purposeOf(id: string, grants: readonly TestGrant[], secondHop: string | undefined): Purpose {
  return {
    id: id as PurposeId,
    table: null,
    item: null,
    title: { ja: id, en: id },
    agencyKinds: [],
    callerTiers: ['prefecture'],
    reach: 'nationwide',
    actions: ['read'],
    assurance: 'two-factor',
    obligations: [],
    grants: grants.map(
      (grant): PurposeGrant => ({
        provision: grant.provision as ProvisionId,
        items: (grant.items ?? []).map((item) => item as ItemId),
        ordinance: grant.ordinance ?? false,
        reason: 'test',
        inForce: interval(grant),
        verification: 'unverified',
      }),
    ),
    secondHop: secondHop === undefined ? null : (secondHop as PurposeId),
    row: {
      agency: { ja: id, en: id },
      law: '',
      lawNumber: null,
      articles: '',
      excludedItems: [],
      myNumber: '',
      note: '',
    },
    inForce: always,
    verification: 'unverified',
    sources: [],
  };
}
