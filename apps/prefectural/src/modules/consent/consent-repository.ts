import type { Bytes, ServiceParts } from '@juki/subgraph-runtime';

/** 本人の同意 (30条の15第1項3号): one person's, to one affair of one agency. Whose it is is not shown. */
export interface Consent {
  readonly id: string;
  readonly agency: string;
  readonly caseNumber: string;
  readonly affair: string;
  readonly from: string;
  readonly to: string | null;
  readonly recordedBy: string;
  readonly withdrawnOn: string | null;
}

/** What is recorded. */
export interface NewConsent {
  readonly prefecture: string;
  readonly id: string;
  readonly key: string;
  readonly ref: Bytes;
  readonly agency: string;
  readonly caseNumber: string;
  readonly affair: string;
  readonly from: string;
  readonly to: string | null;
  readonly operator: string;
  readonly at: Date;
}

/** Which consents an operation rests on. */
export interface ConsentQuestion {
  readonly prefecture: string;
  readonly agency: string;
  readonly caseNumber: string;
  /** Day in Asia/Tokyo. */
  readonly day: string;
}

/** The consents on file. */
export interface ConsentRepository {
  /** Whose consent is in force. */
  consented(question: ConsentQuestion): Promise<readonly Bytes[]>;
  list(prefecture: string, caseNumber: string): Promise<readonly Consent[]>;
  find(prefecture: string, id: string): Promise<Consent | null>;
  /** The consent of that key, this one or the same recorded before; `null` where the key stands for another one. */
  record(consent: NewConsent): Promise<Consent | null>;
  withdraw(prefecture: string, id: string, operator: string, day: string): Promise<void>;
}

const columns = `consent_id AS id, agency, case_number AS "caseNumber", affair, to_char(valid_from, 'YYYY-MM-DD') AS "from",
  to_char(valid_to, 'YYYY-MM-DD') AS "to", recorded_by AS "recordedBy", to_char(withdrawn_on, 'YYYY-MM-DD') AS "withdrawnOn"`;

/** Makes the repository over the role that adds and ends rows. */
export function createConsentRepository(pool: ServiceParts['writer']): ConsentRepository {
  const read = async (where: string, values: readonly unknown[]) => {
    const sql = `SELECT ${columns} FROM consent WHERE ${where} ORDER BY recorded_at DESC, consent_id LIMIT 500`;
    return (await pool.query<Consent>(sql, [...values])).rows;
  };
  return {
    async consented({ prefecture, agency, caseNumber, day }) {
      const { rows } = await pool.query<{ ref: Buffer }>(
        `SELECT ref FROM consent WHERE prefecture_code = $1 AND agency = $2 AND case_number = $3
           AND valid_from <= $4::date AND coalesce(valid_to, 'infinity') >= $4::date
           AND coalesce(withdrawn_on, 'infinity') > $4::date`,
        [prefecture, agency, caseNumber, day],
      );
      return rows.map(({ ref }) => Uint8Array.from(ref));
    },
    list: (prefecture, caseNumber) => read('prefecture_code = $1 AND case_number = $2', [prefecture, caseNumber]),
    find: async (prefecture, id) =>
      (await read('prefecture_code = $1 AND consent_id = $2::uuid', [prefecture, id]))[0] ?? null,
    async record({ prefecture, id, key, ref, agency, caseNumber, affair, from, to, operator, at }) {
      await pool.query(
        `INSERT INTO consent (prefecture_code, consent_id, key, ref, agency, case_number, affair, valid_from, valid_to,
           recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (prefecture_code, key) DO NOTHING`,
        [prefecture, id, key, ref, agency, caseNumber, affair, from, to, operator, at],
      );
      const same = await read(
        `prefecture_code = $1 AND key = $2 AND ref = $3 AND agency = $4 AND case_number = $5 AND affair = $6
           AND valid_from = $7::date AND valid_to IS NOT DISTINCT FROM $8::date AND recorded_by = $9`,
        [prefecture, key, ref, agency, caseNumber, affair, from, to, operator],
      );
      return same[0] ?? null;
    },
    async withdraw(prefecture, id, operator, day) {
      await pool.query(
        `UPDATE consent SET withdrawn_on = $4, withdrawn_by = $3
         WHERE prefecture_code = $1 AND consent_id = $2 AND withdrawn_on IS NULL`,
        [prefecture, id, operator, day],
      );
    },
  };
}
