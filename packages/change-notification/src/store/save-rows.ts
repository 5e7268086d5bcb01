import { invariant } from '@juki/errors';
import { type LocatorRow, type SealedRecord, sealRecord } from '@juki/subgraph-runtime/registry';
import type { FileRow } from '../examine/file-row.ts';
import type { FileChanges } from '../examine/settled.ts';
import { refBytes, type StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** Columns of `identity_record`: the type as which a set of values is sent, what it is cast to, and where it comes from. */
const columns: readonly (readonly [string, string, string, (row: SealedRecord) => unknown])[] = [
  ['municipality_code', 'text', 'char(6)', (row) => row.municipalityCode],
  ['record_id', 'text', 'uuid', (row) => row.recordId],
  ['ref', 'bytea', 'bytea', (row) => Buffer.from(row.ref)],
  ['revision', 'int', 'int', (row) => row.revision],
  ['name', 'text', 'text', (row) => row.name],
  ['name_kana', 'text', 'text', (row) => row.nameKana],
  ['former_surname', 'text', 'text', (row) => row.formerSurname],
  ['former_surname_kana', 'text', 'text', (row) => row.formerSurnameKana],
  ['alias', 'text', 'text', (row) => row.alias],
  ['birth_date', 'text', 'date', (row) => day(row.birthDate)],
  ['sex', 'text', 'sex', (row) => row.sex],
  ['address', 'text', 'text', (row) => row.address],
  ['individual_number_sealed', 'bytea', 'bytea', (row) => Buffer.from(row.individualNumberSealed)],
  ['resident_code_sealed', 'bytea', 'bytea', (row) => Buffer.from(row.residentCodeSealed)],
  ['previous_individual_number_sealed', 'bytea', 'bytea', (row) => bytes(row.previousIndividualNumberSealed)],
  ['previous_resident_code_sealed', 'bytea', 'bytea', (row) => bytes(row.previousResidentCodeSealed)],
  ['change_kind', 'text', 'change_kind', (row) => row.changeKind],
  ['change_reason', 'text', 'change_reason', (row) => row.changeReason],
  ['change_date', 'text', 'date', (row) => day(row.changeDate)],
  ['superseded_on', 'text', 'date', (row) => row.supersededOn && day(row.supersededOn)],
];

const names = columns.map(([name]) => name);

function insertRecords(prefectures: boolean): string {
  const targets = prefectures ? [...names, 'prefecture_code'] : names;
  const sources = columns.map(([name, , type]) => `added.${name}::${type}`);
  if (prefectures) sources.push('left(added.municipality_code, 2)');
  const sets = columns.map(([, sent], index) => `$${index + 1}::${sent}[]`);
  return `INSERT INTO identity_record (${targets.join(', ')})
    SELECT ${sources.join(', ')} FROM unnest(${sets.join(', ')}) AS added (${names.join(', ')})`;
}

function insertLocators(prefectures: boolean): string {
  const more = prefectures ? { name: ', prefecture_code', value: ', left(added.municipality_code, 2)' } : undefined;
  return `INSERT INTO locator (kind, key, municipality_code, ref${more?.name ?? ''})
    SELECT added.kind::locator_kind, added.key, added.municipality_code::char(6), added.ref${more?.value ?? ''}
    FROM unnest($1::text[], $2::bytea[], $3::text[], $4::bytea[]) AS added (kind, key, municipality_code, ref)
    ON CONFLICT DO NOTHING`;
}

/** Writes what notifications did to a file: dates the former rows, adds the new ones and where they are found. */
export async function saveRows(
  transaction: Transaction,
  context: StoreContext,
  { added, superseded }: FileChanges,
): Promise<void> {
  if (superseded.length > 0) {
    const dated = await transaction.run(
      'supersede',
      `UPDATE identity_record AS row SET superseded_on = former.day::date
       FROM unnest($1::text[], $2::text[], $3::text[]) AS former (municipality_code, record_id, day)
       WHERE row.municipality_code = former.municipality_code::char(6) AND row.record_id = former.record_id::uuid
         AND row.superseded_on IS NULL`,
      [
        superseded.map(({ row }) => row.municipalityCode),
        superseded.map(({ row }) => row.recordId),
        superseded.map(({ on }) => on),
      ],
    );
    invariant(dated === superseded.length, 'the lock of the file keeps its current rows as they were examined');
  }
  if (added.length === 0) return;
  const prefectures = context.tier !== 'municipal';
  const sealed = added.map((row) => sealRecord(plain(row), context.crypto));
  await transaction.run(
    'add-rows',
    insertRecords(prefectures),
    columns.map(([, , , read]) => sealed.map(({ row }) => read(row))),
  );
  const locators = distinct(sealed.flatMap((one) => one.locators));
  await transaction.run('add-locators', insertLocators(prefectures), [
    locators.map(({ kind }) => kind),
    locators.map(({ key }) => Buffer.from(key)),
    locators.map(({ municipalityCode }) => municipalityCode),
    locators.map(({ ref }) => Buffer.from(ref)),
  ]);
}

function plain({ ref, ...row }: FileRow): Parameters<typeof sealRecord>[0] {
  return { ...row, ref: refBytes(ref), certificate: null };
}

/** One statement may not add a row twice, not even with ON CONFLICT. Sorted, so that writers meet in one order. */
function distinct(locators: readonly LocatorRow[]): readonly LocatorRow[] {
  const known = new Map(
    locators.map((one) => [
      `${one.kind} ${Buffer.from(one.key).toString('hex')} ${one.municipalityCode} ${Buffer.from(one.ref).toString('hex')}`,
      one,
    ]),
  );
  return [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, locator]) => locator);
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function bytes(value: Uint8Array | null): Buffer | null {
  return value === null ? null : Buffer.from(value);
}
