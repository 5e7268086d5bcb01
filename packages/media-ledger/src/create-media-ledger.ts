import { JukiError } from '@juki/errors';
import type { MediaLedger, Queryable } from './media-ledger.ts';
import { type MediumAct, type MediumEntry, type MediumKind, mediumActs, mediumKinds } from './medium-entry.ts';

const columns =
  'body, key, medium, act, kind, content, purpose, case_number, subjects, sha256, place, operator, agency, second_person, entered_at, due_at, request';

const insert = `INSERT INTO medium_entry (${columns})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  ON CONFLICT (body, key) DO NOTHING RETURNING key`;

/** Makes the ledger over the table `medium_entry` of a tier. The login may add and read; nothing here alters an entry. */
export function createMediaLedger(pool: Queryable): MediaLedger {
  return {
    async record(entry, within = pool) {
      const { rows } = await within.query(insert, valuesOf(entry));
      if (rows.length > 0) return 'ENTERED';
      const known = await within.query(`SELECT ${columns} FROM medium_entry WHERE body = $1 AND key = $2`, [
        entry.body,
        entry.key,
      ]);
      const [before] = known.rows.map(entryOf);
      return before && isSame(before, entry) ? 'KNOWN' : 'KEY_USED';
    },
    async entries({ body, medium = null, limit }) {
      const text = `SELECT ${columns} FROM medium_entry
        WHERE body = $1 AND ($2::text IS NULL OR medium = $2) ORDER BY entered_at DESC, key DESC LIMIT $3`;
      return (await pool.query(text, [body, medium, limit])).rows.map(entryOf);
    },
    async due({ bodies, by, limit, inFolder = false }) {
      const text = `SELECT ${columns} FROM medium_entry AS entry
        WHERE body = ANY ($1) AND due_at <= $2 AND act <> 'ERASED' AND (NOT $4 OR (kind = 'FILE' AND place LIKE 'folder:%')) AND NOT EXISTS (
          SELECT FROM medium_entry AS erased
          WHERE erased.body = entry.body AND erased.medium = entry.medium AND erased.act = 'ERASED'
        )
        ORDER BY due_at, key LIMIT $3`;
      return (await pool.query(text, [[...bodies], new Date(by), limit, inFolder])).rows.map(entryOf);
    },
  };
}

function valuesOf(entry: MediumEntry): unknown[] {
  const { body, key, medium, act, kind, content, purpose, subjects, place, operator, agency } = entry;
  return [
    ...[body, key, medium, act, kind, content, purpose, entry.case, subjects],
    entry.sha256 === null ? null : Buffer.from(entry.sha256, 'hex'),
    ...[place, operator, agency, entry.secondPerson],
    new Date(entry.enteredAt),
    entry.dueAt === null ? null : new Date(entry.dueAt),
    entry.request,
  ];
}

/** When it was entered, and in which request, differs when an entry is sent again. */
function isSame(before: MediumEntry, now: MediumEntry): boolean {
  const same = [
    'medium',
    'act',
    'kind',
    'content',
    'purpose',
    'case',
    'subjects',
    'sha256',
    'place',
    'operator',
    'agency',
  ] as const;
  return same.every((field) => before[field] === now[field]) && before.secondPerson === now.secondPerson;
}

function entryOf(value: unknown): MediumEntry {
  const row = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return {
    body: text('body'),
    key: text('key'),
    medium: text('medium'),
    act: actOf(row.get('act')),
    kind: kindOf(row.get('kind')),
    content: text('content'),
    purpose: text('purpose'),
    case: textOrNull('case_number'),
    subjects: Number(row.get('subjects')),
    sha256: hexOrNull(row.get('sha256')),
    place: text('place'),
    operator: text('operator'),
    agency: text('agency'),
    secondPerson: textOrNull('second_person'),
    enteredAt: timeOrNull(row.get('entered_at')) ?? 0,
    dueAt: timeOrNull(row.get('due_at')),
    request: textOrNull('request'),
  };

  function textOrNull(name: string): string | null {
    const found = row.get(name);
    return typeof found === 'string' ? found : null;
  }

  function text(name: string): string {
    return textOrNull(name) ?? '';
  }
}

function actOf(value: unknown): MediumAct {
  return mediumActs.find((act) => act === value) ?? stranger();
}

function kindOf(value: unknown): MediumKind {
  return mediumKinds.find((kind) => kind === value) ?? stranger();
}

function stranger(): never {
  throw new JukiError('DATABASE_UNAVAILABLE', 'The ledger of media holds a word that this version does not know.');
}

function hexOrNull(value: unknown): string | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : null;
}

function timeOrNull(value: unknown): number | null {
  return value instanceof Date ? value.getTime() : null;
}
