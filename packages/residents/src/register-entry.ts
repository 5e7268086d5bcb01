import { dateOf, dayOf } from './days.ts';
import { createRandom, hashText, type Random } from './random.ts';
import type { RecordRevision } from './record-revision.ts';
import type { SyntheticPerson } from './synthetic-person.ts';

/** 住民票の記載事項 beside 本人確認情報 (住民基本台帳法7条), of one person in one municipality. */
export interface RegisterEntry {
  readonly municipalityCode: string;
  /** 世帯: equal for those who live together in the municipality. */
  readonly household: string;
  readonly householder: boolean;
  /** 世帯主との続柄. */
  readonly relation: string;
  /** 戸籍の表示; `null` for foreign residents (30条の45). */
  readonly familyRegister: string | null;
  readonly residentSince: string;
  readonly addressSince: string | null;
  readonly notifiedOn: string | null;
  readonly previousAddress: string | null;
  readonly nationalHealthInsurance: boolean;
  readonly lateElderlyMedical: boolean;
  readonly longTermCare: boolean;
  readonly pension: { readonly class: 'FIRST' | 'VOLUNTARY'; readonly number: string } | null;
  readonly childAllowance: boolean;
  readonly card: RegisterCard | null;
  /** The day on which the 住民票 was removed; `null` while it stands. */
  readonly removedOn: string | null;
}

/** 個人番号カード: issue, expiry, and what is needed to manage it (令24条の3第7号). */
export interface RegisterCard {
  readonly issuedOn: string;
  readonly expiresOn: string;
  readonly managementCode: string;
}

/** A person with the entries of every municipality in which the person was ever registered. */
export interface RegisteredPerson {
  readonly person: SyntheticPerson;
  readonly entries: readonly RegisterEntry[];
  /** 支援措置, a year at a time; `null` for most. */
  readonly protection: { readonly from: string; readonly until: string } | null;
}

/**
 * Adds to people what the 住民票 says of them beside 本人確認情報. People of a household come one after the other, so no more
 * than one household is in memory. The same people get the same entries; nothing of it is a real insurance or card.
 */
export function* registered(people: Iterable<SyntheticPerson>, asOf: string): Generator<RegisteredPerson, void> {
  let household: SyntheticPerson[] = [];
  for (const person of people) {
    if (household[0] !== undefined && household[0].household !== person.household) {
      yield* entriesOf(household, asOf);
      household = [];
    }
    household.push(person);
  }
  yield* entriesOf(household, asOf);
}

function* entriesOf(household: readonly SyntheticPerson[], asOf: string): Generator<RegisteredPerson, void> {
  for (const person of household) {
    const codes = [...new Set(person.municipalRows.map((row) => row.municipalityCode))];
    yield {
      person,
      entries: codes.map((code) => entryOf(person, livingTogether(household, person, code), code, asOf)),
      protection: protectionOf(household, asOf),
    };
  }
}

/** Of one household in two hundred, and of the member of the cast whose story it is: 葛󠄀城由美子 in 吹田市. */
function protectionOf([head]: readonly SyntheticPerson[], asOf: string): RegisteredPerson['protection'] {
  if (head === undefined) return null;
  const drawn = !head.id.startsWith('cast-') && createRandom(hashText(`${head.id} protection`), 0).chance(0.005);
  if (!drawn && head.id !== 'cast-glyph-name') return null;
  return { from: dateOf(dayOf(asOf) - 100), until: dateOf(dayOf(asOf) + 265) };
}

/** The rows of a person in a municipality. */
function rowsIn(person: SyntheticPerson, code: string): readonly RecordRevision[] {
  return person.municipalRows.filter((row) => row.municipalityCode === code);
}

function lastIn(person: SyntheticPerson, code: string): RecordRevision | undefined {
  const rows = rowsIn(person, code);
  return rows[rows.length - 1];
}

/** Who shares the last address and still stands in the register as this person does: 世帯 is who lives together. */
function livingTogether(household: readonly SyntheticPerson[], person: SyntheticPerson, code: string) {
  const own = lastIn(person, code);
  return household.filter((other) => {
    const row = lastIn(other, code);
    return row?.address === own?.address && (row?.changeKind === 'DELETION') === (own?.changeKind === 'DELETION');
  });
}

function entryOf(
  person: SyntheticPerson,
  together: readonly SyntheticPerson[],
  code: string,
  asOf: string,
): RegisterEntry {
  const rows = rowsIn(person, code);
  const last = rows[rows.length - 1] ?? person.latest;
  const entry = rows.findLast((row) => row.changeKind === 'ENTRY') ?? last;
  const moved = rows.findLast((row) => row.changeReason === 'MOVE_WITHIN' && row.changeDate > entry.changeDate);
  const random = createRandom(hashText(`${person.id} ${code}`), 0);
  const [head = person] = together;
  const removedOn = last.changeKind === 'DELETION' ? last.changeDate : null;
  const age = Math.floor((dayOf(asOf) - dayOf(last.birthDate)) / 365.25);
  const arrived = entry.changeReason === 'MOVE_IN_DOMESTIC' || entry.changeReason === 'MOVE_IN_FROM_ABROAD';
  return {
    municipalityCode: code,
    household: `${head.id} ${code} ${last.address}`,
    householder: head === person,
    relation: relationOf(person, head, last),
    familyRegister: person.foreign ? null : familyRegisterOf(last),
    residentSince: entry.changeReason === 'EX_OFFICIO_ENTRY' ? earlier(last.birthDate, random) : entry.changeDate,
    addressSince: moved?.changeDate ?? null,
    notifiedOn: arrived ? entry.changeDate : null,
    previousAddress: arrived ? previousAddressOf(person, entry) : null,
    ...insurancesOf(age, person.foreign, random),
    childAllowance: together.some((other) => isChild(other, code, asOf)) && head === person,
    card: removedOn === null ? cardOf(person.id, age, asOf, random) : null,
    removedOn,
  };
}

function relationOf(person: SyntheticPerson, head: SyntheticPerson, row: RecordRevision): string {
  if (person === head) return '世帯主';
  const years = (dayOf(row.birthDate) - dayOf(head.latest.birthDate)) / 365.25;
  if (years >= 16) return '子';
  return row.sex === 'FEMALE' ? '妻' : '夫';
}

function isChild(person: SyntheticPerson, code: string, asOf: string): boolean {
  const row = lastIn(person, code);
  return row !== undefined && dayOf(asOf) - dayOf(row.birthDate) < 18 * 365.25;
}

/** 本籍 and 筆頭者, at the address up to the lot; a real one would often lie elsewhere. */
function familyRegisterOf({ address, name }: RecordRevision): string {
  return `${address.replace(/　.*$/, '').replace(/\d+号$/, '')}　${name}`;
}

/** Who was there when the files began came at some time before. */
function earlier(birthDate: string, random: Random): string {
  const born = dayOf(birthDate);
  return dateOf(born + random.below(Math.max(1, dayOf('2015-10-05') - born)));
}

function previousAddressOf(person: SyntheticPerson, entry: RecordRevision): string {
  if (entry.changeReason === 'MOVE_IN_FROM_ABROAD') return '国外';
  const before = person.nationalRows.filter((row) => row.changeDate < entry.changeDate);
  return before[before.length - 1]?.address ?? '東京都新宿区西新宿二丁目8番1号';
}

function insurancesOf(age: number, foreign: boolean, random: Random) {
  const lateElderlyMedical = age >= 75;
  const nationalHealthInsurance = !lateElderlyMedical && random.chance(age >= 65 ? 0.7 : 0.25);
  const first = age >= 20 && age < 60 && random.chance(0.3);
  const voluntary = !foreign && age >= 60 && age < 65 && random.chance(0.05);
  const number = `${String(random.below(10_000)).padStart(4, '0')}-${String(random.below(1_000_000)).padStart(6, '0')}`;
  return {
    nationalHealthInsurance,
    lateElderlyMedical,
    longTermCare: age >= 65,
    pension: first || voluntary ? ({ class: first ? 'FIRST' : 'VOLUNTARY', number } as const) : null,
  };
}

/** Three of four have a card; the cast all have one, for stories need it. It lasts ten years, of minors five. */
function cardOf(id: string, age: number, asOf: string, random: Random): RegisterCard | null {
  const has = random.chance(0.75) || id.startsWith('cast-');
  const issued = dayOf(asOf) - random.between(30, 1500);
  const code = `${String(random.below(10_000_000)).padStart(7, '0')}${String(random.below(10_000_000)).padStart(7, '0')}`;
  const years = age >= 18 ? 10 : 5;
  return has
    ? { issuedOn: dateOf(issued), expiresOn: dateOf(issued + Math.floor(years * 365.25)), managementCode: code }
    : null;
}
