import type { Pool } from 'pg';
import type { ComparedRecord } from '../compared-record.ts';

/** Opens a sealed number or code: the `open` of the tier's registry crypto. */
export type OpenSealed = (
  column: 'individual_number' | 'resident_code' | 'previous_individual_number' | 'previous_resident_code',
  ref: Uint8Array,
  sealed: Uint8Array,
) => string;

interface Row {
  readonly ref: Buffer;
  readonly name: string;
  readonly name_kana: string | null;
  readonly former_surname: string | null;
  readonly former_surname_kana: string | null;
  readonly alias: string | null;
  readonly birth_date: string;
  readonly sex: string;
  readonly address: string;
  readonly individual_number_sealed: Buffer;
  readonly resident_code_sealed: Buffer;
  readonly previous_individual_number_sealed: Buffer | null;
  readonly previous_resident_code_sealed: Buffer | null;
  readonly change_kind: string;
  readonly change_reason: string;
  readonly change_date: string;
}

/**
 * The last row of each person in a municipality, whether or not it is the person's current one in the file: the governor's file
 * dates the row of a municipality when the next one enters the person, the municipality's own file does not.
 */
const lastRows = `
  SELECT DISTINCT ON (ref)
    ref, name, name_kana, former_surname, former_surname_kana, alias, birth_date::text, sex::text, address,
    individual_number_sealed, resident_code_sealed, previous_individual_number_sealed, previous_resident_code_sealed,
    change_kind::text, change_reason::text, change_date::text
  FROM identity_record
  WHERE municipality_code = $1 AND ref = ANY ($2)
  ORDER BY ref, revision DESC`;

/** Reads what a file holds as the last notification of people, by the hexadecimal `ref`. */
export async function readRecords(
  database: Pick<Pool, 'query'>,
  open: OpenSealed,
  municipality: string,
  refs: readonly Uint8Array[],
): Promise<ReadonlyMap<string, ComparedRecord>> {
  if (refs.length === 0) return new Map();
  const { rows } = await database.query<Row>({
    name: 'consistency-last-rows',
    text: lastRows,
    values: [municipality, refs.map((ref) => Buffer.from(ref))],
  });
  return new Map(rows.map((row) => [row.ref.toString('hex'), openRow(row, open)]));
}

function openRow(row: Row, open: OpenSealed): ComparedRecord {
  const opened = (column: Parameters<OpenSealed>[0], sealed: Buffer | null) => sealed && open(column, row.ref, sealed);
  return {
    name: row.name,
    nameKana: row.name_kana,
    formerSurname: row.former_surname,
    formerSurnameKana: row.former_surname_kana,
    alias: row.alias,
    birthDate: row.birth_date,
    sex: row.sex,
    address: row.address,
    individualNumber: opened('individual_number', row.individual_number_sealed),
    residentCode: opened('resident_code', row.resident_code_sealed),
    changeKind: row.change_kind,
    changeReason: row.change_reason,
    changeDate: row.change_date,
    previousIndividualNumber: opened('previous_individual_number', row.previous_individual_number_sealed),
    previousResidentCode: opened('previous_resident_code', row.previous_resident_code_sealed),
  };
}
