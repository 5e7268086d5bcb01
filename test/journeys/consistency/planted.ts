import { createPool } from '@juki/database';
import { createFileKeyProvider, type KeyProvider } from '@juki/keys';
import type { RecordRevision } from '@juki/residents';
import { createRegistryCrypto, personRef } from '@juki/subgraph-runtime/registry';
import type { TestSystem } from '@juki/testing';

/** Somebody who edits the governor's file behind its back, as its owner: what the check is there to find. */
export function openInsider(system: Pick<TestSystem, 'databases' | 'keys'>) {
  const keys: KeyProvider = createFileKeyProvider(system.keys);
  const pool = createPool(system.databases.data.url('prefectural'), { max: 1 });
  const crypto = createRegistryCrypto(keys, 'prefectural');
  const refOf = (person: { readonly firstResidentCode: string }) =>
    Buffer.from(personRef(keys, person.firstResidentCode));
  type Person = { readonly firstResidentCode: string; readonly latest: RecordRevision };
  const last = 'superseded_on IS NULL';
  return {
    close: () => pool.end(),
    async pastTheTriggers(edit: () => Promise<void>) {
      await pool.query('SET session_replication_role = replica');
      await edit();
      await pool.query('SET session_replication_role = DEFAULT');
    },
    async remove(person: Person) {
      await pool.query('DELETE FROM locator WHERE ref = $1', [refOf(person)]);
      await pool.query('DELETE FROM identity_record WHERE ref = $1', [refOf(person)]);
    },
    async moveTo(person: Person, address: string) {
      await pool.query(`UPDATE identity_record SET address = $2 WHERE ref = $1 AND ${last}`, [refOf(person), address]);
    },
    async renumber(person: Person, individualNumber: string) {
      const ref = refOf(person);
      const sealed = Buffer.from(crypto.seal('individual_number', ref, individualNumber));
      await pool.query(`UPDATE identity_record SET individual_number_sealed = $2 WHERE ref = $1 AND ${last}`, [
        ref,
        sealed,
      ]);
    },
    /** Enters somebody whom no municipality knows, with the items of another. */
    async invent(like: Person, numbers: Pick<RecordRevision, 'individualNumber' | 'residentCode'>, name: string) {
      const ref = Buffer.from(personRef(keys, numbers.residentCode));
      const sealed = (column: 'individual_number' | 'resident_code', value: string) =>
        Buffer.from(crypto.seal(column, ref, value));
      await pool.query(
        `INSERT INTO identity_record (municipality_code, prefecture_code, record_id, ref, revision, name, birth_date, sex, address,
           individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date)
         SELECT municipality_code, prefecture_code, gen_random_uuid(), $2, 1, $3, birth_date, sex, address, $4, $5,
           'ENTRY', 'EX_OFFICIO_ENTRY', '2026-11-01'
         FROM identity_record WHERE ref = $1 AND ${last}`,
        [
          refOf(like),
          ref,
          name,
          sealed('individual_number', numbers.individualNumber),
          sealed('resident_code', numbers.residentCode),
        ],
      );
      await pool.query(
        `INSERT INTO locator (kind, key, municipality_code, prefecture_code, ref)
         SELECT kind, key, $3::text, left($3::text, 2), $4::bytea FROM (VALUES ('ref'::locator_kind, $4::bytea), ('resident_code', $1::bytea), ('individual_number', $2::bytea)) AS row (kind, key)`,
        [
          Buffer.from(crypto.locatorKey('resident_code', numbers.residentCode)),
          Buffer.from(crypto.locatorKey('individual_number', numbers.individualNumber)),
          like.latest.municipalityCode,
          ref,
        ],
      );
    },
  };
}
