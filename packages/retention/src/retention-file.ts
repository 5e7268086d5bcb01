import type { Audience } from '@juki/grants';

/** How the file of a tier names the rows of one body. */
export interface RetentionFile {
  /** SQL over a row `r` of identity_record or change_notification and the parameter `$1`, the code of the body. */
  readonly ownRows: string;
  /** Article that sets the period. */
  readonly basis: string;
}

/** The files of the three tiers. */
export const retentionFiles: Readonly<Record<Audience, RetentionFile>> = {
  municipal: { ownRows: 'r.municipality_code = $1', basis: '住民基本台帳法施行令34条2項' },
  prefectural: {
    ownRows: 'left(r.municipality_code, 2) = left($1, 2)',
    basis: '住民基本台帳法施行令30条の6',
  },
  national: { ownRows: '$1::text IS NOT NULL', basis: '住民基本台帳法施行令30条の7' },
};

/** Conditions on a row `r` under which a hold on a person or on the whole body keeps it; `$1` body, `$2` today. */
export const heldRow = `EXISTS (
  SELECT FROM legal_hold h WHERE h.body = $1 AND (h.ref IS NULL OR h.ref = r.ref)
    AND h.held_from <= $2::date AND coalesce(h.held_to, 'infinity') >= $2::date
    AND coalesce(h.released_on, 'infinity') > $2::date
)`;

/**
 * Rows `r` past their 150 years on the day `$2`. The two bounds before the exact condition are for the indexes: a row that
 * changed less than 150 years ago is not due under any reading.
 */
export const dueRows = (file: RetentionFile) => `
  FROM identity_record r
  LEFT JOIN identity_record next
    ON (next.municipality_code, next.ref, next.revision) = (r.municipality_code, r.ref, r.revision + 1)
  WHERE ${file.ownRows}
    AND (r.superseded_on < $2::date - interval '150 years'
      OR (r.change_kind = 'DELETION' AND r.change_date < $2::date - interval '150 years'))
    AND kept_from(r.change_kind, r.change_date, r.created_at, r.superseded_on, next.created_at) + interval '150 years'
      < $2::date`;

/** Notifications `r` whose year is over and which nobody needs any more: decided, and no refusal of theirs is open. */
export const dueNotifications = (file: RetentionFile) => `
  FROM change_notification r
  WHERE ${file.ownRows} AND r.payload_sealed IS NOT NULL AND r.erasable_on <= $2::date AND r.outcome <> 'WAITS'
    AND NOT EXISTS (
      SELECT FROM change_refusal open
      WHERE (open.municipality_code, open.event_id) = (r.municipality_code, r.event_id) AND open.corrected_by IS NULL
    )`;
