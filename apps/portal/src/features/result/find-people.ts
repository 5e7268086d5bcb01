import { isRecord } from '../../lib/json.ts';

/** What one tier's record says of one item. */
export type Cell =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'withheld' }
  /** The query did not ask this record for the item. */
  | { readonly kind: 'not-asked' };

/** One item (項目) of a person, once for each record, in the order of {@link FoundPerson.records}. */
export interface ItemRow {
  readonly field: string;
  readonly cells: readonly Cell[];
  /** Two records answered and do not say the same. */
  readonly differs: boolean;
}

/** A person in an answer, laid out so that the records of the tiers stand side by side. */
export interface FoundPerson {
  readonly records: readonly string[];
  readonly rows: readonly ItemRow[];
}

/** Whom the agency found when the governor's file held nobody (30条の11): a record without a person of the other files. */
const behindSecondHop = 'inquiryRecord';

const recordTypes: Readonly<Record<string, string>> = {
  municipalRecord: 'MunicipalRecord',
  prefecturalRecord: 'PrefecturalRecord',
  nationalRecord: 'NationalRecord',
  [behindSecondHop]: 'NationalInquiryRecord',
};

/**
 * The people in the data of an answer; `null` when it holds no search and no own record. Fields renamed by an alias show
 * under the alias: only the response is read, never the query.
 */
export function findPeople(
  data: Readonly<Record<string, unknown>>,
  withheld: readonly { readonly coordinate: string }[],
): readonly FoundPerson[] | null {
  const closed = new Set(withheld.map(({ coordinate }) => coordinate));
  const found: FoundPerson[] = [];
  let searched = false;
  for (const part of Object.values(data)) {
    const people = isRecord(part) ? peopleOf(part) : [];
    searched ||= isRecord(part) && (Array.isArray(part['people']) || recordsOf(part).length > 0);
    found.push(
      ...people
        .filter(isRecord)
        .map((person) => layOut(person, closed))
        .filter((person) => person !== null),
    );
  }
  return searched ? found : null;
}

/** The people whom a search found, here or at the agency; what is no search is itself the person. */
function peopleOf(part: Readonly<Record<string, unknown>>): readonly unknown[] {
  const found: unknown = part['people'];
  return Array.isArray(found) ? found.concat(elsewhere(part)) : [part];
}

function elsewhere({ elsewhere: inquiry }: Readonly<Record<string, unknown>>): readonly unknown[] {
  const records = isRecord(inquiry) && Array.isArray(inquiry['records']) ? inquiry['records'] : [];
  return records.map((record: unknown) => ({ [behindSecondHop]: record }));
}

function recordsOf(person: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(recordTypes).filter((name) => Object.hasOwn(person, name) && isRecord(person[name]));
}

function layOut(person: Readonly<Record<string, unknown>>, closed: ReadonlySet<string>): FoundPerson | null {
  const records = recordsOf(person);
  const contents = records.map((name) => (isRecord(person[name]) ? person[name] : {}));
  const fields = [...new Set(contents.flatMap((content) => Object.keys(content)))].filter(
    (name) => name !== '__typename',
  );
  if (records.length === 0) {
    return null;
  }
  return {
    records,
    rows: fields.map((field) => {
      const cells = contents.map((content, index) =>
        cellOf(content, field, closed.has(`${recordTypes[records[index] ?? '']}.${field}`)),
      );
      const answers = new Set(
        cells
          .filter(({ kind }) => kind === 'value' || kind === 'empty')
          .map((cell) => (cell.kind === 'value' ? cell.text : '')),
      );
      return { field, cells, differs: answers.size > 1 };
    }),
  };
}

function cellOf(content: Readonly<Record<string, unknown>>, field: string, isClosed: boolean): Cell {
  if (!Object.hasOwn(content, field)) {
    return { kind: 'not-asked' };
  }
  const value = content[field];
  if (value === null || value === undefined) {
    return { kind: isClosed ? 'withheld' : 'empty' };
  }
  return { kind: 'value', text: typeof value === 'string' ? value : JSON.stringify(value) };
}
