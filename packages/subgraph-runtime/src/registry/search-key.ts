import { JukiError } from '@juki/errors';
import { addressKey, nameKey, parseIndividualNumber, parseResidentCode, searchNames } from '@juki/identifiers';
import type { ItemColumn, Sex, StoredRecord } from './identity-columns.ts';
import { day } from './identity-record.ts';
import type { Bytes, LocatorKind, RegistryCrypto } from './registry-crypto.ts';

/** The input of a search as the graph takes it: exactly one key. */
export interface SearchKeyInput {
  readonly individualNumber?: string | null;
  readonly residentCode?: string | null;
  readonly fourItems?: FourItems | null;
}

/** 4情報: name, date of birth, sex and address, all of them. */
export interface FourItems {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly address: string;
}

/** A search, checked: where to look, and how to tell that a row is what was looked for. */
export interface Search {
  readonly kind: LocatorKind;
  readonly locatorKey: Bytes;
  /** Normalised key, for its keyed hash in the log; equal searches have equal ones. */
  readonly argument: string;
  /** Columns of which `argumentsOf` makes the arguments of a row. */
  readonly columns: readonly ItemColumn[];
}

/** Checks a search key. Errors: `BAD_SEARCH_KEY`, `BAD_IDENTIFIER`; neither repeats what was sent. */
export function parseSearch(input: SearchKeyInput, crypto: RegistryCrypto): Search {
  const { individualNumber = null, residentCode = null, fourItems = null } = input;
  const given = [individualNumber, residentCode, fourItems].filter((key) => key !== null);
  if (given.length !== 1) throw bad('Search by exactly one key: individualNumber, residentCode or fourItems.');
  if (individualNumber !== null) {
    return byNumber('individual_number', 'individualNumberSealed', parseIndividualNumber(individualNumber), crypto);
  }
  if (residentCode !== null) {
    return byNumber('resident_code', 'residentCodeSealed', parseResidentCode(residentCode), crypto);
  }
  if (fourItems !== null) return byFourItems(fourItems, crypto);
  throw bad('Search by one key.');
}

/**
 * The keys of these kinds for which a row stands today, normalised as {@link Search.argument}. The locator also knows former
 * numbers and names, so whatever it leads to is compared by these.
 */
export function argumentsOf(
  row: StoredRecord,
  kinds: ReadonlySet<LocatorKind>,
  crypto: RegistryCrypto,
): readonly string[] {
  const { ref, individualNumberSealed, residentCodeSealed, birthDate, sex, address } = row;
  const known: string[] = [];
  if (kinds.has('individual_number') && individualNumberSealed) {
    known.push(`individual_number ${crypto.open('individual_number', ref, individualNumberSealed)}`);
  }
  if (kinds.has('resident_code') && residentCodeSealed) {
    known.push(`resident_code ${crypto.open('resident_code', ref, residentCodeSealed)}`);
  }
  if (kinds.has('name') && birthDate && sex && address !== undefined) {
    const place = addressKey(address);
    for (const name of new Set(namesOf(row).map(nameKey))) {
      known.push(fourItemsArgument(name, day(birthDate), sex, place));
    }
  }
  return known;
}

function fourItemsArgument(name: string, birthDate: string, sex: Sex, address: string): string {
  return `four_items ${JSON.stringify([name, birthDate, sex, address])}`;
}

function byNumber(
  kind: 'individual_number' | 'resident_code',
  column: 'individualNumberSealed' | 'residentCodeSealed',
  number: string,
  crypto: RegistryCrypto,
): Search {
  return {
    kind,
    locatorKey: crypto.locatorKey(kind, number),
    argument: `${kind} ${number}`,
    columns: [column],
  };
}

function byFourItems({ name, birthDate, sex, address }: FourItems, crypto: RegistryCrypto): Search {
  const [soughtName, soughtAddress] = [nameKey(name), addressKey(address)];
  if (soughtName === '' || soughtAddress === '' || !isDay(birthDate)) {
    throw bad('The four items are name, birthDate (YYYY-MM-DD), sex and address, none of them empty.');
  }
  return {
    kind: 'name',
    locatorKey: crypto.nameLocatorKey(name, birthDate),
    argument: fourItemsArgument(soughtName, birthDate, sex, soughtAddress),
    columns: ['name', 'formerSurname', 'alias', 'birthDate', 'sex', 'address'],
  };
}

/** 氏名, 通称, and 旧氏 with the given name: any one of them as it stands today, whole. */
function namesOf({ name, formerSurname = null, alias = null }: StoredRecord): readonly string[] {
  return name === undefined ? [] : searchNames({ name, formerSurname, alias });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && day(new Date(time)) === text;
}

function bad(message: string): JukiError {
  return new JukiError('BAD_SEARCH_KEY', message);
}
