import type { ChangeKind, ChangeReason } from '@juki/identifiers';
import type { Sex } from '../event/change-event.ts';
import type { FileMemory, Waiting } from '../examine/file-memory.ts';
import type { FileRow } from '../examine/file-row.ts';
import type { Notification } from '../exchange/notification.ts';
import { refBytes, refText, type StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** Loads what a file knows about the people of some notifications: a handful of set-wise look-ups, whatever their number. */
export async function loadMemory(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  notifications: readonly Notification[],
): Promise<FileMemory> {
  const memory: FileMemory = {
    file: context.tier,
    // A prefecture hears nothing of what happens in another one.
    covers: (code) => context.covers(code) && (context.tier === 'national' || code.slice(0, 2) === file.slice(0, 2)),
    refOfFirst: context.refOfFirst,
    numbers: new Map(),
    codes: new Map(),
    currents: new Map(),
    waiting: new Map(),
  };
  await loadHolders(transaction, context, memory, notifications);
  const refs = new Set([...memory.numbers.values(), ...memory.codes.values()]);
  for (const { residentCode, firstResidentCode } of notifications) {
    for (const code of [residentCode, firstResidentCode]) {
      if (code !== null && !memory.codes.has(code)) refs.add(context.refOfFirst(code));
    }
  }
  if (context.tier !== 'municipal') {
    await loadWaiting(transaction, context, file, memory, refs, codesOf(notifications));
    const waiting = [...memory.waiting.values()].flat().map(({ notification }) => notification);
    if (waiting.length > 0) await loadHolders(transaction, context, memory, waiting);
  }
  await loadCurrents(transaction, context, file, memory, [...refs, ...memory.waiting.keys()]);
  return memory;
}

function codesOf(notifications: readonly Notification[]): string[] {
  return notifications.flatMap(({ residentCode, previousResidentCode, firstResidentCode }) =>
    [residentCode, previousResidentCode, firstResidentCode].filter((code) => code !== null),
  );
}

async function loadHolders(
  transaction: Transaction,
  { crypto }: StoreContext,
  memory: FileMemory,
  notifications: readonly Notification[],
): Promise<void> {
  const numbers = notifications.map(({ individualNumber }) => individualNumber);
  const sought = [
    ...numbers.map((value) => ({ kind: 'individual_number', value, known: memory.numbers }) as const),
    ...codesOf(notifications).map((value) => ({ kind: 'resident_code', value, known: memory.codes }) as const),
  ];
  const byKey = new Map(
    sought.map((one) => [`${one.kind} ${Buffer.from(crypto.locatorKey(one.kind, one.value)).toString('hex')}`, one]),
  );
  const keys = [...byKey.keys()].map((key) => key.split(' '));
  const found = await transaction.rows<{ kind: string; key: Buffer; ref: Buffer }>(
    'holders',
    `SELECT holder.kind, holder.key, holder.ref
     FROM unnest($1::text[], $2::text[]) AS sought (kind, key)
     JOIN number_holder AS holder
       ON holder.key = decode(sought.key, 'hex') AND holder.kind = sought.kind::locator_kind`,
    [keys.map(([kind]) => kind), keys.map(([, key]) => key)],
  );
  for (const { kind, key, ref } of found) {
    const one = byKey.get(`${kind} ${key.toString('hex')}`);
    one?.known.set(one.value, refText(ref));
  }
}

interface WaitingRow {
  readonly ref: Buffer;
  readonly sender: string;
  readonly sequence: string;
  readonly municipality_code: string;
  readonly event_id: string;
  readonly payload_sealed: Buffer;
}

const waitingColumns = `waiting.ref, waiting.sender, waiting.sequence, waiting.municipality_code, waiting.event_id,
       known.payload_sealed
     FROM change_waiting AS waiting JOIN change_notification AS known USING (municipality_code, event_id)`;

async function loadWaiting(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  memory: FileMemory,
  refs: ReadonlySet<string>,
  codes: readonly string[],
): Promise<void> {
  // A code that no row holds yet may be that of somebody who waits.
  const unknown = codes.filter((code) => !memory.codes.has(code));
  const claimed = await transaction.rows<{ ref: Buffer }>(
    'claims',
    `SELECT ref FROM change_waiting WHERE file = $1 AND code_key = ANY ($2) AND settled_at IS NULL`,
    [file, unknown.map((code) => Buffer.from(context.crypto.locatorKey('resident_code', code)))],
  );
  const people = new Set([...refs, ...claimed.map(({ ref }) => refText(ref))]);
  const rows = await transaction.rows<WaitingRow>(
    'waiting',
    `SELECT ${waitingColumns}
     WHERE waiting.file = $1 AND waiting.ref = ANY ($2) AND waiting.settled_at IS NULL ORDER BY waiting.arrival`,
    [file, [...people].map(refBytes)],
  );
  for (const row of rows) {
    const waiting = openWaiting(row, context);
    memory.waiting.set(waiting.ref, [...(memory.waiting.get(waiting.ref) ?? []), waiting]);
  }
}

function openWaiting(row: WaitingRow, { openPayload }: StoreContext): Waiting {
  return {
    ref: refText(row.ref),
    sender: row.sender,
    sequence: Number(row.sequence),
    notification: openPayload(row.municipality_code, row.event_id, row.payload_sealed),
  };
}

/** The first of each queue that has waited past its day. */
export async function overdueWaiting(
  transaction: Transaction,
  context: StoreContext,
  file: string,
): Promise<readonly Waiting[]> {
  const rows = await transaction.rows<WaitingRow>(
    'overdue',
    `SELECT ${waitingColumns}
     WHERE waiting.file = $1 AND waiting.due_on < $2 AND waiting.settled_at IS NULL
       AND waiting.waits_for = 'DELETION_ELSEWHERE'
     ORDER BY waiting.arrival LIMIT 500`,
    [file, context.today()],
  );
  return rows.map((row) => openWaiting(row, context));
}

interface CurrentRow {
  readonly municipality_code: string;
  readonly record_id: string;
  readonly ref: Buffer;
  readonly revision: number;
  readonly current: boolean;
  readonly name: string;
  readonly name_kana: string | null;
  readonly former_surname: string | null;
  readonly former_surname_kana: string | null;
  readonly alias: string | null;
  readonly birth_date: string;
  readonly sex: Sex;
  readonly address: string;
  readonly individual_number_sealed: Buffer;
  readonly resident_code_sealed: Buffer;
  readonly change_kind: ChangeKind;
  readonly change_reason: ChangeReason;
  readonly change_date: string;
}

const currentColumns = `row.municipality_code, row.record_id, row.ref, row.revision, row.superseded_on IS NULL AS current,
       row.name, row.name_kana,
       row.former_surname, row.former_surname_kana, row.alias, row.birth_date::text, row.sex, row.address,
       row.individual_number_sealed, row.resident_code_sealed, row.change_kind, row.change_reason,
       row.change_date::text`;

async function loadCurrents(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  memory: FileMemory,
  refs: readonly string[],
): Promise<void> {
  const people = [...new Set(refs)].map(refBytes);
  const places = await placesOf(transaction, context, file, people);
  const rows = await transaction.rows<CurrentRow>(
    'currents',
    `SELECT ${currentColumns}
     FROM unnest($1::text[], $2::bytea[]) AS place (municipality_code, ref)
     JOIN identity_record AS row
       ON row.municipality_code = place.municipality_code::char(6) AND row.ref = place.ref`,
    [places.map(({ municipality }) => municipality), places.map(({ ref }) => ref)],
  );
  // A row that came back after a restore lies behind the current one, with a revision above it: the highest counts on.
  const highest = new Map<string, number>();
  for (const { ref, revision } of rows) {
    const text = refText(ref);
    highest.set(text, Math.max(revision, highest.get(text) ?? 0));
  }
  for (const row of rows) {
    const ref = refText(row.ref);
    if (row.current) memory.currents.set(ref, { ...openRow(row, context), revision: highest.get(ref) ?? row.revision });
  }
}

/** Where the people stand in a file: its own municipality, or what the locator names. */
async function placesOf(transaction: Transaction, { tier }: StoreContext, file: string, people: readonly Buffer[]) {
  if (tier === 'municipal') return people.map((ref) => ({ municipality: file, ref }));
  const found = await transaction.rows<{ municipality_code: string; ref: Buffer; prefecture_code: string }>(
    'places',
    `SELECT locator.municipality_code, locator.ref, locator.prefecture_code
     FROM unnest($1::bytea[]) AS sought (ref)
     JOIN locator ON locator.kind = 'ref' AND locator.key = sought.ref`,
    [people],
  );
  return found
    .filter(({ prefecture_code }) => tier === 'national' || prefecture_code === file.slice(0, 2))
    .map(({ municipality_code, ref }) => ({ municipality: municipality_code, ref }));
}

function openRow(row: CurrentRow, { crypto }: StoreContext): FileRow {
  return {
    municipalityCode: row.municipality_code,
    recordId: row.record_id,
    ref: refText(row.ref),
    revision: row.revision,
    name: row.name,
    nameKana: row.name_kana,
    formerSurname: row.former_surname,
    formerSurnameKana: row.former_surname_kana,
    alias: row.alias,
    birthDate: row.birth_date,
    sex: row.sex,
    address: row.address,
    individualNumber: crypto.open('individual_number', row.ref, row.individual_number_sealed),
    residentCode: crypto.open('resident_code', row.ref, row.resident_code_sealed),
    changeKind: row.change_kind,
    changeReason: row.change_reason,
    changeDate: row.change_date,
    // No rule asks for them, and a row of the file is only ever dated, so they stay sealed.
    previousIndividualNumber: null,
    previousResidentCode: null,
    supersededOn: null,
  };
}
