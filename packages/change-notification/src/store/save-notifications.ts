import type { Settled } from '../examine/settled.ts';
import type { Notification } from '../exchange/notification.ts';
import { daysAfter, refBytes, type StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** 令34条4項: papers of a notification are kept for a year. */
const payloadDays = 366;

/** A notification with what became of it last, and the digest by which it is known again. */
export interface Kept {
  readonly settled: Settled;
  readonly digest: Uint8Array;
}

/** Notes notifications that this tier sees for the first time, and counts those that are decided. */
export async function saveNotifications(
  transaction: Transaction,
  context: StoreContext,
  kept: readonly Kept[],
): Promise<void> {
  if (kept.length === 0) return;
  const now = context.now();
  const of = <Value>(value: (notification: Notification, settled: Settled) => Value) =>
    kept.map(({ settled }) => value(settled.incoming.notification, settled));
  await transaction.run(
    'add-notifications',
    `INSERT INTO change_notification (municipality_code, event_id, digest, payload_sealed, record_id, ref, change_reason,
       change_date, notified_on, outcome, waits_for, faults, received_at, decided_at, erasable_on, corrects)
     SELECT m::char(6), e, d, p, r::uuid, ref, reason::change_reason, day::date, notified::date, outcome::change_outcome,
       waits::change_wait, faults::jsonb, $13::timestamptz, CASE WHEN outcome <> 'WAITS' THEN $13::timestamptz END,
       erasable::date, corrects
     FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::text[], $6::bytea[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::text[], $14::text[], $15::text[])
       AS added (m, e, d, p, r, ref, reason, day, notified, outcome, waits, faults, erasable, corrects)`,
    [
      of(({ municipalityCode }) => municipalityCode),
      of(({ eventId }) => eventId),
      kept.map(({ digest }) => Buffer.from(digest)),
      of((notification) => context.sealPayload(notification)),
      of(({ recordId }) => recordId),
      of((_, { ref }) => (ref === null ? null : refBytes(ref))),
      of(({ changeReason }) => changeReason),
      of(({ changeDate }) => changeDate),
      of(({ notifiedOn }) => notifiedOn),
      of((_, { outcome }) => outcome),
      of((_, { waitsFor }) => waitsFor),
      of((_, settled) => faultsJson(settled)),
      now,
      of(({ notifiedOn }) => daysAfter(notifiedOn, payloadDays)),
      of(({ corrects }) => corrects),
    ],
  );
  await countOutcomes(
    transaction,
    kept.map(({ settled }) => settled),
  );
}

/** Notes what became of notifications that had waited. */
export async function saveLateOutcomes(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  late: readonly Settled[],
): Promise<void> {
  if (late.length === 0) return;
  const codes = late.map(({ incoming }) => incoming.notification.municipalityCode);
  const events = late.map(({ incoming }) => incoming.notification.eventId);
  await transaction.run(
    'settle-notifications',
    `UPDATE change_notification AS known SET outcome = late.outcome::change_outcome, waits_for = NULL,
       faults = late.faults::jsonb, decided_at = $5
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS late (m, e, outcome, faults)
     WHERE known.municipality_code = late.m::char(6) AND known.event_id = late.e`,
    [codes, events, late.map(({ outcome }) => outcome), late.map(faultsJson), context.now()],
  );
  await transaction.run(
    'settle-waiting',
    `UPDATE change_waiting AS waiting SET settled_at = $5
     FROM unnest($2::bytea[], $3::text[], $4::text[]) AS late (ref, m, e)
     WHERE waiting.file = $1 AND waiting.ref = late.ref AND waiting.municipality_code = late.m::char(6)
       AND waiting.event_id = late.e`,
    [file, late.map(({ ref }) => ref && refBytes(ref)), codes, events, context.now()],
  );
  await countOutcomes(transaction, late);
}

/** Puts what waits on the list of those who wait, in the order of arrival. */
export async function saveWaiting(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  waiting: readonly Settled[],
): Promise<void> {
  if (waiting.length === 0) return;
  const of = <Value>(value: (settled: Settled) => Value) => waiting.map(value);
  await transaction.run(
    'add-waiting',
    `INSERT INTO change_waiting (file, ref, municipality_code, event_id, code_key, sender, sequence, waits_for, due_on)
     SELECT $1, ref, m::char(6), e, code_key, sender::char(6), sequence, waits::change_wait, due::date
     FROM unnest($2::bytea[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bigint[], $8::text[], $9::text[])
       WITH ORDINALITY AS added (ref, m, e, code_key, sender, sequence, waits, due, place)
     ORDER BY place`,
    [
      file,
      of(({ ref }) => ref && refBytes(ref)),
      of(({ incoming }) => incoming.notification.municipalityCode),
      of(({ incoming }) => incoming.notification.eventId),
      of(({ incoming }) => Buffer.from(context.crypto.locatorKey('resident_code', incoming.notification.residentCode))),
      of(({ incoming }) => incoming.sender),
      of(({ incoming }) => incoming.sequence),
      of(({ waitsFor }) => waitsFor),
      of(() => daysAfter(context.today(), context.holdDays)),
    ],
  );
}

/** Opens refusals on the list, and closes those that an event of these answers. */
export async function saveRefusals(
  transaction: Transaction,
  context: StoreContext,
  tier: 'prefectural' | 'national',
  settled: readonly Settled[],
): Promise<void> {
  await openRefusals(
    transaction,
    context,
    settled
      .filter(({ outcome }) => outcome === 'REFUSED')
      .map(({ incoming: { notification }, faults }) => ({
        municipalityCode: notification.municipalityCode,
        eventId: notification.eventId,
        tier,
        faults,
      })),
  );
  await closeRefusals(
    transaction,
    settled.map(({ incoming }) => incoming.notification),
  );
}

/** A refusal is on the list once, however often it is told; one that comes back after its answer is answered at once. */
export async function openRefusals(
  transaction: Transaction,
  context: StoreContext,
  refused: readonly {
    readonly municipalityCode: string;
    readonly eventId: string;
    readonly tier: 'prefectural' | 'national';
    readonly faults: Settled['faults'];
  }[],
): Promise<void> {
  if (refused.length === 0) return;
  await transaction.run(
    'open-refusals',
    `INSERT INTO change_refusal (municipality_code, event_id, tier, faults, refused_at, corrected_by)
     SELECT DISTINCT ON (m, e, tier) m::char(6), e, tier::change_tier, faults::jsonb, $5::timestamptz,
       (SELECT answer.event_id FROM change_notification AS answer
        WHERE answer.municipality_code = refused.m::char(6) AND answer.corrects = refused.e
        ORDER BY answer.received_at LIMIT 1)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS refused (m, e, tier, faults)
     ON CONFLICT DO NOTHING`,
    [
      refused.map(({ municipalityCode }) => municipalityCode),
      refused.map(({ eventId }) => eventId),
      refused.map(({ tier }) => tier),
      refused.map(({ faults }) => JSON.stringify(faults)),
      context.now(),
    ],
  );
}

/** Whoever names a refused event answers its refusal, at every tier that holds one. */
export async function closeRefusals(transaction: Transaction, notifications: readonly Notification[]): Promise<void> {
  const answers = notifications.filter(({ corrects }) => corrects !== null);
  if (answers.length === 0) return;
  await transaction.run(
    'close-refusals',
    `UPDATE change_refusal AS refusal SET corrected_by = answer.by
     FROM unnest($1::text[], $2::text[], $3::text[]) AS answer (m, e, by)
     WHERE refusal.municipality_code = answer.m::char(6) AND refusal.event_id = answer.e
       AND refusal.corrected_by IS NULL`,
    [
      answers.map(({ municipalityCode }) => municipalityCode),
      answers.map(({ corrects }) => corrects),
      answers.map(({ eventId }) => eventId),
    ],
  );
}

async function countOutcomes(transaction: Transaction, settled: readonly Settled[]): Promise<void> {
  const decided = settled
    .filter(({ outcome }) => outcome !== 'WAITS')
    .map(({ incoming, outcome }) => ({
      ...incoming.notification,
      outcome,
    }));
  if (decided.length === 0) return;
  await transaction.run(
    'count',
    `INSERT INTO change_count (municipality_code, month, change_reason, outcome, count)
     SELECT m::char(6), month::char(7), reason::change_reason, outcome::change_outcome, count(*)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS decided (m, month, reason, outcome)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
     ON CONFLICT (municipality_code, month, change_reason, outcome)
       DO UPDATE SET count = change_count.count + excluded.count`,
    [
      decided.map(({ municipalityCode }) => municipalityCode),
      decided.map(({ notifiedOn }) => notifiedOn.slice(0, 7)),
      decided.map(({ changeReason }) => changeReason),
      decided.map(({ outcome }) => outcome),
    ],
  );
}

/** As `jsonb` takes it; null unless refused. */
function faultsJson({ outcome, faults }: Pick<Settled, 'outcome' | 'faults'>): string | null {
  return outcome === 'REFUSED' ? JSON.stringify(faults) : null;
}
