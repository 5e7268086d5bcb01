import type { ChangeEvent } from '@juki/change-notification';
import type { KeyProvider } from '@juki/keys';
import { personRef, type RegistryCrypto, refText } from '@juki/subgraph-runtime';
import type { Pool } from 'pg';

/** The codes by which a change names its person. */
export type PersonCodes = Pick<ChangeEvent, 'residentCode' | 'previousResidentCode' | 'firstResidentCode'>;

/** A change that this tier knows. */
export type KnownChange = Pick<ChangeEvent, 'municipalityCode' | 'eventId'>;

/** Finds whom changes are about, for the log: a refused one is an access too. */
export interface SubjectRepository {
  /** A `ref` for each, in their order; of a person whom the file does not know, the one that the code would give. */
  refsOf(changes: readonly PersonCodes[]): Promise<readonly string[]>;
  /** A `ref` for each, in their order; null where the change was about nobody whom the file knows. */
  refsOfKnown(changes: readonly KnownChange[]): Promise<readonly (string | null)[]>;
}

/** Asks which person holds a 住民票コード. The codes themselves never reach the database. */
export function createSubjectRepository(
  pool: Pick<Pool, 'query'>,
  { crypto, keys }: { readonly crypto: RegistryCrypto; readonly keys: KeyProvider },
): SubjectRepository {
  const keyOf = (code: string) => Buffer.from(crypto.locatorKey('resident_code', code));
  return {
    async refsOf(changes) {
      const codes = new Set(changes.flatMap(codesOf));
      const { rows } = await pool.query<{ key: Buffer; ref: Buffer }>(
        "SELECT key, ref FROM number_holder WHERE kind = 'resident_code' AND key = ANY($1)",
        [[...codes].map(keyOf)],
      );
      const known = new Map(rows.map(({ key, ref }) => [key.toString('hex'), refText(ref)]));
      return changes.map((change) => {
        const found = codesOf(change).flatMap((code) => known.get(keyOf(code).toString('hex')) ?? []);
        return found[0] ?? refText(personRef(keys, change.firstResidentCode ?? change.residentCode));
      });
    },

    async refsOfKnown(changes) {
      const { rows } = await pool.query<{ municipality: string; event: string; ref: Buffer | null }>(
        `SELECT municipality_code AS municipality, event_id AS event, ref FROM change_notification
         WHERE (municipality_code, event_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
        [changes.map(({ municipalityCode }) => municipalityCode), changes.map(({ eventId }) => eventId)],
      );
      const known = new Map(
        rows.map(({ municipality, event, ref }) => [`${municipality} ${event}`, ref && refText(ref)]),
      );
      return changes.map(({ municipalityCode, eventId }) => known.get(`${municipalityCode} ${eventId}`) ?? null);
    },
  };
}

/** The former code first: it names the person who was there before the change. */
function codesOf({ previousResidentCode, residentCode, firstResidentCode }: PersonCodes): readonly string[] {
  return [previousResidentCode, residentCode, firstResidentCode].flatMap((code) => code ?? []);
}
