import { inTransaction } from '@juki/database';
import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool } from 'pg';
import type { RegisterEntry } from './resident.ts';

/** Writes the further items of the 住民票 of one municipality. */
export interface RegisterWriter {
  /** 記載 of persons who moved in; who lived here before gets a new 住民票. */
  enter(municipalityCode: string, entries: readonly RegisterEntry[]): Promise<void>;
  /** 消除: the 住民票 stays as 除票. */
  remove(municipalityCode: string, refs: readonly Bytes[], day: string): Promise<void>;
}

const columns = {
  household_id: ({ householdId }) => householdId,
  householder: ({ householder }) => householder,
  relation: ({ relation }) => relation,
  family_register: ({ familyRegister }) => familyRegister,
  resident_since: ({ residentSince }) => residentSince,
  address_since: ({ addressSince }) => addressSince,
  notified_on: ({ notifiedOn }) => notifiedOn,
  previous_address: ({ previousAddress }) => previousAddress,
  national_health_insurance: ({ nationalHealthInsurance }) => nationalHealthInsurance,
  late_elderly_medical: ({ lateElderlyMedical }) => lateElderlyMedical,
  long_term_care: ({ longTermCare }) => longTermCare,
  pension_class: ({ pensionClass }) => pensionClass,
  basic_pension_number_sealed: ({ basicPensionNumberSealed }) => basicPensionNumberSealed,
  child_allowance: ({ childAllowance }) => childAllowance,
  card_issued_on: ({ cardIssuedOn }) => cardIssuedOn,
  card_expires_on: ({ cardExpiresOn }) => cardExpiresOn,
  card_management_code_sealed: ({ cardManagementCodeSealed }) => cardManagementCodeSealed,
} as const satisfies Record<string, (entry: RegisterEntry) => unknown>;

const names = Object.keys(columns);
const places = names.map((_, index) => `$${index + 3}`);
const replaced = names.map((name) => `${name} = EXCLUDED.${name}`);

/** The table over the writer's pool. */
export function createRegisterWriter(pool: Pool): RegisterWriter {
  return {
    enter: (municipalityCode, entries) =>
      inTransaction(pool, async (client) => {
        for (const entry of entries) {
          await client.query(
            `INSERT INTO register_entry (municipality_code, ref, ${names.join(', ')}) VALUES ($1, $2, ${places.join(', ')})
             ON CONFLICT (municipality_code, ref) DO UPDATE SET ${replaced.join(', ')}, removed_on = NULL`,
            [municipalityCode, entry.ref, ...Object.values(columns).map((value) => value(entry))],
          );
        }
      }),
    async remove(municipalityCode, refs, day) {
      await pool.query(
        `UPDATE register_entry SET removed_on = $3::date
         WHERE municipality_code = $1 AND ref = ANY ($2) AND removed_on IS NULL`,
        [municipalityCode, refs, day],
      );
    },
  };
}
