import type { OpenedRecord } from '@juki/audit-log/postgres';
import { municipality, prefecture } from '@juki/identifiers';
import type { Catalogue } from '@juki/legal-basis';
import type { ServiceParts } from '@juki/subgraph-runtime';
import { withheldUse } from '../rules/withheld-use.ts';
import { type Asking, askerOf } from './asking.ts';
import type { StatedPerson } from './disclosure-repository.ts';

/** One use of a person's data, as the person may see it: no operator, no terminal, no search key. */
export interface UseView {
  readonly time: string;
  readonly agency: string | null;
  readonly section: string | null;
  readonly purpose: string | null;
  readonly purposeTitle: string | null;
  readonly purposeArticles: string | null;
  readonly items: readonly string[];
  readonly how: 'DELIBERATE' | 'INCIDENTAL' | 'BATCH' | null;
  readonly rows: number | null;
  /** Place in the log; `null` while it waits for its place. */
  readonly logIndex: number | null;
  /** `body:commitment`, by which the record is verified. */
  readonly receipt: string;
  /** 個人情報保護法78条1項: that something was used is said, what and by whom is not. */
  readonly withheld: 'ARTICLE_78_1' | null;
}

/** The uses that stand in the log of one body, newest first, a page at a time. */
export interface UsePage {
  readonly body: string;
  readonly bodyName: string;
  readonly uses: readonly UseView[];
  readonly next: string | null;
}

/** A page: how many, and behind which cursor. */
export interface PageInput {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Who used a person's data (Shiga; S3): answered by each body from its own log. */
export interface UseHistory {
  /** For the person who asks, from every body of the tier whose log knows them. */
  own(asking: Asking, page: PageInput): Promise<readonly UsePage[]>;
  /** From the log of one body, for a request that was answered. */
  ofPerson(
    asking: Pick<Asking, 'ledger'>,
    of: { readonly ref: string; readonly body: string },
    page: PageInput,
  ): Promise<UsePage>;
  /** For whoever a written request names by the four items; `null` where they lead to nobody, or to several. */
  ofStated(asking: Asking, stated: StatedPerson, page: PageInput): Promise<UsePage | null>;
}

const longestPage = 100;

/** Makes the history of uses of a tier. Reading it is a use: the record of this very reading appears the next time. */
export function createUseHistory(
  parts: Pick<ServiceParts, 'pseudonyms' | 'bodies' | 'catalogue' | 'itemOf'> & {
    readonly logReader: Pick<ServiceParts['logReader'], 'records'>;
  },
): UseHistory {
  const { logReader, pseudonyms, bodies, catalogue, itemOf } = parts;

  async function pageOf(body: string, ref: string, { first, after }: PageInput): Promise<UsePage> {
    const size = Math.min(Math.max(first ?? 20, 1), longestPage);
    const subject = pseudonyms.ofSubject(body, ref);
    const uses: OpenedRecord[] = [];
    let olderThan = cursorOf(after ?? null, body);
    for (let more = true; more && uses.length <= size; ) {
      const found = await logReader.records({ body, subject, limit: size + 1, ...(olderThan ? { olderThan } : {}) });
      uses.push(...found.filter(({ record }) => record.phase === 'outcome'));
      const last = found.at(-1);
      more = last !== undefined && found.length === size + 1;
      if (last) olderThan = { time: last.record.time, id: last.record.id };
    }
    const page = uses.slice(0, size);
    const last = page.at(-1);
    return {
      body,
      bodyName: nameOf(catalogue, body),
      uses: page.map((opened) => useOf(opened, { body, catalogue, itemOf })),
      next: last && uses.length > size ? `${body}~${last.record.time}~${last.record.id}` : null,
    };
  }

  return {
    async own(asking, page) {
      const asker = await askerOf(asking, bodies);
      if (asker.as !== 'person' || !asker.person) return [];
      const { person, body: home } = asker;
      const asked = (page.after ?? '').split('~')[0];
      const of = page.after ? bodies.all.filter((body) => body === asked) : bodies.all;
      const pages = await Promise.all(of.map((body) => pageOf(body, person.ref, page)));
      return pages
        .filter(({ body, uses }) => body === home || uses.length > 0)
        .map((found) => held(asking, person.ref, found));
    },
    async ofStated(asking, stated, page) {
      const [person, another] = await asking.records.search({ fourItems: stated });
      const body = person && asking.ledger.holdingOf(person)?.body;
      if (!person || !body || another) return null;
      return held(asking, person.ref, await pageOf(body, person.ref, page));
    },
    async ofPerson(asking, { ref, body }, page) {
      return held(asking, ref, await pageOf(body, ref, page));
    },
  };
}

/** Says whose the page and each use on it are, so that what is read of them stands in the log. */
function held({ ledger }: Pick<Asking, 'ledger'>, ref: string, page: UsePage): UsePage {
  const holding = { ref, body: page.body, argument: null };
  for (const use of page.uses) ledger.holdPerson(use, holding);
  return ledger.holdRow(page, holding);
}

interface Words {
  readonly body: string;
  readonly catalogue: Catalogue;
  readonly itemOf: (coordinate: string) => string | null;
}

function useOf({ record, index, commitment }: OpenedRecord, { body, catalogue, itemOf }: Words): UseView {
  const place = { time: record.time, logIndex: index, receipt: `${body}:${commitment}` };
  const withheld = withheldUse(record.purpose);
  if (withheld) {
    const hidden = { agency: null, section: null, purpose: null, purposeTitle: null, purposeArticles: null };
    return { ...place, ...hidden, items: [], how: null, rows: null, withheld };
  }
  const purpose = record.purpose === null ? undefined : catalogue.purpose(record.purpose);
  const items = new Set(record.coordinates.flatMap((coordinate) => itemOf(coordinate) ?? []));
  const names = [...catalogue.items.values()].filter(({ id }) => items.has(id)).map(({ ja }) => ja);
  return {
    ...place,
    agency: catalogue.agency(record.actor.agency)?.names.ja ?? record.actor.agency,
    section: record.actor.section,
    purpose: record.purpose,
    purposeTitle: purpose?.title.ja ?? null,
    purposeArticles: purpose ? `${purpose.row.law} ${purpose.row.articles}`.trim() : null,
    items: names,
    how: howOf(record.mode),
    rows: record.counts.rows,
    withheld: null,
  };
}

function howOf(mode: OpenedRecord['record']['mode']): UseView['how'] {
  switch (mode) {
    case 'deliberate':
      return 'DELIBERATE';
    case 'incidental':
      return 'INCIDENTAL';
    case 'batch':
      return 'BATCH';
    default:
      return null;
  }
}

/** The name of a body (団体); its code where the tables do not name it. */
function nameOf(catalogue: Catalogue, body: string): string {
  const known = municipality(body)?.name ?? prefecture(body.slice(0, 2))?.name;
  return known ?? catalogue.agency(body)?.names.ja ?? body;
}

function cursorOf(after: string | null, body: string): { time: string; id: string } | null {
  const [of, time, id] = after?.split('~') ?? [];
  const sound =
    of === body && time !== undefined && !Number.isNaN(Date.parse(time)) && /^[0-9a-f-]{36}$/.test(id ?? '');
  return sound && id !== undefined ? { time, id } : null;
}
