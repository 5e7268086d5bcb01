import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type { KeyProvider } from '@juki/keys';
import { type RegisteredPerson, registered, residents } from '@juki/residents';
import { createRegistryCrypto, personRef, type RegistryCrypto } from '@juki/subgraph-runtime/registry';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from './copy-line.ts';
import type { Population } from './population.ts';

/** What {@link fillRegister} needs. */
export interface FillRegisterOptions {
  readonly population: Population;
  readonly keys: KeyProvider;
  readonly signal: AbortSignal | undefined;
}

const columns = [
  'municipality_code',
  'ref',
  'household_id',
  'householder',
  'relation',
  'family_register',
  'resident_since',
  'address_since',
  'notified_on',
  'previous_address',
  'national_health_insurance',
  'late_elderly_medical',
  'long_term_care',
  'pension_class',
  'basic_pension_number_sealed',
  'child_allowance',
  'card_issued_on',
  'card_expires_on',
  'card_management_code_sealed',
  'removed_on',
] as const;

/** Lines per COPY. */
const batchSize = 2000;

/**
 * Adds the further items of the 住民票 (住民基本台帳法7条) and the protected persons (支援措置) of a population, in the
 * transaction that fills the municipal file. The people are made once more, which costs less than to keep them.
 */
export async function fillRegister(
  client: pg.Client,
  { population, keys, signal }: FillRegisterOptions,
): Promise<void> {
  const crypto = createRegistryCrypto(keys, 'municipal');
  let entries: string[] = [];
  let guarded: string[] = [];
  const flush = async () => {
    signal?.throwIfAborted();
    await copy(client, `register_entry (${columns.join(', ')})`, entries);
    await copy(client, 'resident_protection (municipality_code, ref, valid_from, valid_until)', guarded);
    [entries, guarded] = [[], []];
  };
  for (const known of registered(residents(population), population.asOf)) {
    const ref = personRef(keys, known.person.firstResidentCode);
    entries.push(...entryLines(known, ref, crypto));
    guarded.push(...protectionLines(known, ref));
    if (entries.length >= batchSize) await flush();
  }
  await flush();
}

function entryLines({ entries }: RegisteredPerson, ref: Uint8Array, crypto: RegistryCrypto): readonly string[] {
  return entries.map((entry) =>
    copyLine([
      entry.municipalityCode,
      ref,
      householdId(entry.household),
      flag(entry.householder),
      entry.relation,
      entry.familyRegister,
      entry.residentSince,
      entry.addressSince,
      entry.notifiedOn,
      entry.previousAddress,
      flag(entry.nationalHealthInsurance),
      flag(entry.lateElderlyMedical),
      flag(entry.longTermCare),
      entry.pension?.class ?? null,
      entry.pension && crypto.seal('basic_pension_number', ref, entry.pension.number),
      flag(entry.childAllowance),
      entry.card?.issuedOn ?? null,
      entry.card?.expiresOn ?? null,
      entry.card && crypto.seal('card_management_code', ref, entry.card.managementCode),
      entry.removedOn,
    ]),
  );
}

/** Where the person stands today: elsewhere nothing is to be protected. */
function protectionLines({ entries, protection }: RegisteredPerson, ref: Uint8Array): readonly string[] {
  if (protection === null) return [];
  return entries
    .filter(({ removedOn }) => removedOn === null)
    .map(({ municipalityCode }) => copyLine([municipalityCode, ref, protection.from, protection.until]));
}

function flag(value: boolean): string {
  return value ? 't' : 'f';
}

/** The same household has the same id at every start: UUID version 8 (RFC 9562 §5.8) of its name. */
function householdId(household: string): string {
  const bytes = createHash('sha256').update(household).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function copy(client: pg.Client, into: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${into} FROM STDIN`));
  stream.end(lines.join(''));
  await finished(stream);
}
