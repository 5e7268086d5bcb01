import type { Pool } from 'pg';
import type { NotificationsOf } from './lower-checks.ts';

/** Who sends the notifications of a municipality from this tier, and to which tier. */
export interface Sending {
  /** Body code of the sender: the municipality itself, or its prefecture. */
  readonly senderOf: (municipality: string) => string;
  readonly receiver: 'prefectural' | 'national';
}

/**
 * Not confirmed, or waiting above for another one: on its way. Refused and not corrected: open. The tables are those of
 * packages/change-notification.
 */
const states = `
  SELECT known.ref, TRUE AS under_way
  FROM change_sent AS sent JOIN change_notification AS known USING (municipality_code, event_id)
  WHERE sent.sender = $1 AND sent.municipality_code = $2 AND (sent.outcome IS NULL OR sent.outcome = 'WAITS') AND known.ref = ANY ($3)
  UNION ALL
  SELECT known.ref, FALSE
  FROM change_refusal AS refusal JOIN change_notification AS known USING (municipality_code, event_id)
  WHERE refusal.municipality_code = $2 AND refusal.tier = $4 AND refusal.corrected_by IS NULL AND known.ref = ANY ($3)`;

/** Asks the outbox and the list of refusals which people's changes are not settled. */
export function createNotificationsOf(pool: Pool, { senderOf, receiver }: Sending): NotificationsOf {
  return async (municipality, refs) => {
    if (refs.length === 0) return new Map();
    const { rows } = await pool.query<{ ref: Buffer; under_way: boolean }>({
      name: 'consistency-notifications',
      text: states,
      values: [senderOf(municipality), municipality, refs.map((ref) => Buffer.from(ref)), receiver],
    });
    // A later one on its way decides: the refusal may be answered by it.
    const settled = [...rows].sort((one, other) => Number(one.under_way) - Number(other.under_way));
    return new Map(settled.map(({ ref, under_way }) => [ref.toString('hex'), under_way ? 'under-way' : 'refused']));
  };
}
