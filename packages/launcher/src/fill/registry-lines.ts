import { createHash } from 'node:crypto';
import type { KeyProvider } from '@juki/keys';
import type { SyntheticPerson } from '@juki/residents';
import {
  type Bytes,
  createRegistryCrypto,
  type LocatorRow,
  type PlainRecord,
  type RegistryCrypto,
  sealRecord,
} from '@juki/subgraph-runtime/registry';
import { type CopyValue, copyLine } from './copy-line.ts';
import { recordId } from './record-id.ts';
import type { Tier } from './tier.ts';

type SealedRow = ReturnType<typeof sealRecord>['row'];

/** The columns of `identity_record` in the order in which they are copied, each with its value. */
const columns = {
  municipality_code: (row) => row.municipalityCode,
  record_id: (row) => row.recordId,
  ref: (row) => row.ref,
  revision: (row) => row.revision,
  name: (row) => row.name,
  name_kana: (row) => row.nameKana,
  former_surname: (row) => row.formerSurname,
  former_surname_kana: (row) => row.formerSurnameKana,
  alias: (row) => row.alias,
  birth_date: (row) => row.birthDate,
  sex: (row) => row.sex,
  address: (row) => row.address,
  individual_number_sealed: (row) => row.individualNumberSealed,
  resident_code_sealed: (row) => row.residentCodeSealed,
  previous_individual_number_sealed: (row) => row.previousIndividualNumberSealed,
  previous_resident_code_sealed: (row) => row.previousResidentCodeSealed,
  change_kind: (row) => row.changeKind,
  change_reason: (row) => row.changeReason,
  change_date: (row) => row.changeDate,
  superseded_on: (row) => row.supersededOn,
} as const satisfies Record<string, (row: SealedRow) => CopyValue>;

const locatorColumns = ['kind', 'key', 'municipality_code', 'ref'] as const;

/** A person with the `ref` that the network gives it, the same in all tiers. */
export interface KnownPerson {
  readonly person: SyntheticPerson;
  readonly ref: Bytes;
}

/** Columns and lines for `COPY`, of both tables of a file. */
export interface RegistryLines {
  readonly recordColumns: readonly string[];
  readonly locatorColumns: readonly string[];
  readonly linesOf: (people: readonly KnownPerson[]) => { readonly records: string; readonly locators: string };
}

/** Turns people into the lines of one tier's file, sealed and indexed by the function that its subgraph opens them with. */
export function createRegistryLines(tier: Tier, keys: KeyProvider): RegistryLines {
  const crypto = rememberingKeys(createRegistryCrypto(keys, tier.name));
  const prefecture = (municipalityCode: string) => (tier.hasPrefecture ? [municipalityCode.slice(0, 2)] : []);
  const prefectureColumn = tier.hasPrefecture ? ['prefecture_code'] : [];
  const valuesOf = Object.values(columns);

  return {
    recordColumns: [...Object.keys(columns), ...prefectureColumn],
    locatorColumns: [...locatorColumns, ...prefectureColumn],
    linesOf(people) {
      let records = '';
      let locators = '';
      for (const person of people) {
        crypto.forget();
        const { rows, found } = seal(tier, person, crypto);
        for (const row of rows) {
          records += copyLine([...valuesOf.map((value) => value(row)), ...prefecture(row.municipalityCode)]);
        }
        for (const { kind, key, municipalityCode, ref } of found) {
          locators += copyLine([kind, key, municipalityCode, ref, ...prefecture(municipalityCode)]);
        }
      }
      return { records, locators };
    },
  };
}

function seal(tier: Tier, { person, ref }: KnownPerson, crypto: RegistryCrypto) {
  const rows: SealedRow[] = [];
  // Revisions share their locators, and the table takes each once.
  const found = new Map<string, LocatorRow>();
  for (const { sequence, prefectureCode: _, ...items } of tier.rowsOf(person)) {
    const record: PlainRecord = {
      ...items,
      ref,
      revision: sequence,
      recordId: recordId(items.changeDate, `${Buffer.from(ref).toString('hex')} ${sequence}`, sha256),
      certificate: person.certificateSerial,
    };
    const { row, locators } = sealRecord(record, crypto);
    rows.push(row);
    for (const locator of locators) {
      found.set(`${locator.kind} ${locator.municipalityCode} ${Buffer.from(locator.key).toString('latin1')}`, locator);
    }
  }
  return { rows, found: found.values() };
}

/** The rows of a person mostly have the same numbers and name; hashing is what filling a file costs most. */
function rememberingKeys(crypto: RegistryCrypto): RegistryCrypto & { forget(): void } {
  const known = new Map<string, Bytes>();
  const remember = (key: string, make: () => Bytes) => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  return {
    ...crypto,
    locatorKey: (kind, value) => remember(`${kind} ${value}`, () => crypto.locatorKey(kind, value)),
    nameLocatorKey: (name, day) => remember(`name ${day} ${name}`, () => crypto.nameLocatorKey(name, day)),
    forget: () => known.clear(),
  };
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
