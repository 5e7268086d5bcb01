import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool, PoolClient } from 'pg';
import type { RegisterEntry, Resident } from './resident.ts';

/** Asks and keeps the further items of the 住民票. Every statement names one municipality first: nothing reads across. */
export interface RegisterRepository {
  /** Who stands in the register on a day under a 住民票コード, by its blind index; a person who has left does not. */
  findByCode(municipalityCode: string, codeKey: Bytes, day: string): Promise<readonly Resident[]>;
  /** Everybody of a household who stands in the register on a day, the householder first. */
  household(municipalityCode: string, householdId: string, day: string): Promise<readonly Resident[]>;
  entries(municipalityCode: string, refs: readonly Bytes[]): Promise<readonly RegisterEntry[]>;
  /** Of some persons, those under protection (支援措置) on a day. */
  protectedOn(municipalityCode: string, refs: readonly Bytes[], day: string): Promise<readonly Bytes[]>;
}

const entryColumns = `ref, household_id AS "householdId", householder, relation, family_register AS "familyRegister",
  resident_since::text AS "residentSince", address_since::text AS "addressSince", notified_on::text AS "notifiedOn",
  previous_address AS "previousAddress", national_health_insurance AS "nationalHealthInsurance",
  late_elderly_medical AS "lateElderlyMedical", long_term_care AS "longTermCare", pension_class AS "pensionClass",
  basic_pension_number_sealed AS "basicPensionNumberSealed", child_allowance AS "childAllowance",
  card_issued_on::text AS "cardIssuedOn", card_expires_on::text AS "cardExpiresOn",
  card_management_code_sealed AS "cardManagementCodeSealed"`;

const residentColumns = `municipality_code AS "municipalityCode", ref, name, name_kana AS "nameKana",
  former_surname AS "formerSurname", former_surname_kana AS "formerSurnameKana", alias,
  birth_date::text AS "birthDate", sex, address,
  CASE WHEN change_kind = 'DELETION' THEN change_date::text END AS "leavesOn", individual_number_sealed AS "individualNumberSealed",
  resident_code_sealed AS "residentCodeSealed"`;

/** The register over a pool; reads as the role that may only read. */
export function createRegisterRepository(pool: Pool | PoolClient): RegisterRepository {
  async function residents(
    municipalityCode: string,
    refs: readonly Bytes[],
    day: string,
  ): Promise<readonly Resident[]> {
    if (refs.length === 0) return [];
    const { rows } = await pool.query<Omit<Resident, 'entry'>>({
      name: 'register-residents',
      text: `SELECT ${residentColumns} FROM identity_record
        WHERE municipality_code = $1 AND ref = ANY ($2) AND superseded_on IS NULL
          AND (change_kind <> 'DELETION' OR change_date > $3::date)`,
      values: [municipalityCode, refs, day],
    });
    const known = await entries(municipalityCode, refs);
    const joined = rows.map((row) => ({ ...row, entry: known.find(({ ref }) => equal(ref, row.ref)) ?? null }));
    return joined.toSorted(byPlaceInHousehold);
  }

  async function entries(municipalityCode: string, refs: readonly Bytes[]): Promise<readonly RegisterEntry[]> {
    if (refs.length === 0) return [];
    const { rows } = await pool.query<RegisterEntry>({
      name: 'register-entries',
      text: `SELECT ${entryColumns} FROM register_entry WHERE municipality_code = $1 AND ref = ANY ($2)`,
      values: [municipalityCode, refs],
    });
    return rows;
  }

  return {
    entries,
    async findByCode(municipalityCode, codeKey, day) {
      const { rows } = await pool.query<{ ref: Bytes }>({
        name: 'register-locate',
        text: "SELECT ref FROM locator WHERE kind = 'resident_code' AND key = $1 AND municipality_code = $2",
        values: [codeKey, municipalityCode],
      });
      return residents(
        municipalityCode,
        rows.map(({ ref }) => ref),
        day,
      );
    },
    async household(municipalityCode, householdId, day) {
      const { rows } = await pool.query<{ ref: Bytes }>({
        name: 'register-household',
        text: 'SELECT ref FROM register_entry WHERE municipality_code = $1 AND household_id = $2 AND removed_on IS NULL',
        values: [municipalityCode, householdId],
      });
      return residents(
        municipalityCode,
        rows.map(({ ref }) => ref),
        day,
      );
    },
    async protectedOn(municipalityCode, refs, day) {
      const { rows } = await pool.query<{ ref: Bytes }>({
        name: 'register-protected',
        text: `SELECT DISTINCT ref FROM resident_protection
          WHERE municipality_code = $1 AND ref = ANY ($2) AND valid_from <= $3::date AND valid_until >= $3::date`,
        values: [municipalityCode, refs, day],
      });
      return rows.map(({ ref }) => ref);
    },
  };
}

function byPlaceInHousehold(one: Resident, other: Resident): number {
  const head = Number(other.entry?.householder ?? false) - Number(one.entry?.householder ?? false);
  return head || one.birthDate.localeCompare(other.birthDate);
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
