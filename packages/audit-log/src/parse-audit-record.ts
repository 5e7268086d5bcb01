import { JukiError } from '@juki/errors';
import { bodyCode } from './entry.ts';
import { Faults, type Fields } from './parse-fields.ts';
import type { AuditRecord, RecordActor } from './record.ts';

const phases = ['intent', 'outcome', 'delivery', 'refused', 'review', 'erasure', 'system'] as const;
const modes = ['deliberate', 'incidental', 'batch', 'none'] as const;
const clocks = ['synchronised', 'unknown'] as const;
const actorKinds = ['operator', 'resident', 'system', 'unknown'] as const;

const uuidVersion7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
/** Ids and codes. No space and no sentence fits, so neither a name nor an address of the register does. */
const word = /^[\p{L}\p{N}._:@/+=-]{1,128}$/u;
const wordOrNothing = /^[\p{L}\p{N}._:@/+=-]{0,128}$/u;
const hash = /^[A-Za-z0-9_-]{16,128}$/;
const trace = /^[0-9a-f-]{16,64}$/;
const coordinate = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*(\([A-Za-z_]\w*:\))?)?$/;
const code = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const twin = /^[0-9a-z]{1,6}:[A-Za-z0-9_-]{43}$/;

/**
 * Reads a record before it is written. The shapes are closed: an unknown field, a word outside its vocabulary, anything
 * that reads like a sentence, a token or a value is refused, so that the log cannot become a second register
 * (住民基本台帳法30条の26). Every fault is listed. Throws `AUDIT_RECORD_INVALID`; the faults name fields, never values.
 */
export function parseAuditRecord(value: unknown): AuditRecord {
  const faults = new Faults();
  const fields = faults.object(value, 'record', recordFields);
  const record: AuditRecord = {
    version: faults.constant(fields, 'version', 1),
    id: faults.text(fields, 'id', uuidVersion7),
    phase: faults.oneOf(fields, 'phase', phases),
    body: faults.text(fields, 'body', bodyCode),
    time: faults.text(fields, 'time', instant),
    clock: faults.oneOf(fields, 'clock', clocks),
    request: faults.text(fields, 'request', word),
    trace: faults.textOrNull(fields, 'trace', trace),
    operationHash: faults.textOrNull(fields, 'operationHash', hash),
    operationName: faults.textOrNull(fields, 'operationName', /^[A-Za-z_]\w{0,127}$/),
    coordinates: faults.texts(fields, 'coordinates', coordinate),
    withheld: faults.list(fields, 'withheld', (item, name) => {
      const pair = faults.object(item, name, ['coordinate', 'reason']);
      return { coordinate: faults.text(pair, 'coordinate', coordinate), reason: faults.text(pair, 'reason', code) };
    }),
    mode: faults.oneOf(fields, 'mode', modes),
    subject: faults.textOrNull(fields, 'subject', hash),
    argumentHash: faults.textOrNull(fields, 'argumentHash', hash),
    actor: parseActor(faults, fields),
    purpose: faults.textOrNull(fields, 'purpose', word),
    provisions: faults.texts(fields, 'provisions', word),
    case: faults.textOrNull(fields, 'case', word),
    grant: faults.textOrNull(fields, 'grant', hash),
    decision: parseDecision(faults, fields),
    refusal: faults.textOrNull(fields, 'refusal', code),
    counts: parseCounts(faults, fields),
    durationMicros: faults.count(fields, 'durationMicros'),
    twins: faults.texts(fields, 'twins', twin),
  };
  if (faults.found.length === 0) checkTogether(faults, record);
  if (faults.found.length > 0) {
    throw new JukiError('AUDIT_RECORD_INVALID', `the audit record is refused: ${faults.found.join('; ')}`, {
      details: { faults: faults.found },
    });
  }
  return record;
}

const recordFields = [
  'version',
  'id',
  'phase',
  'body',
  'time',
  'clock',
  'request',
  'trace',
  'operationHash',
  'operationName',
  'coordinates',
  'withheld',
  'mode',
  'subject',
  'argumentHash',
  'actor',
  'purpose',
  'provisions',
  'case',
  'grant',
  'decision',
  'refusal',
  'counts',
  'durationMicros',
  'twins',
] as const satisfies readonly (keyof AuditRecord)[];

const actorFields = ['operator', 'agency', 'tier', 'role', 'section', 'terminal', 'acr', 'amr', 'kind'];

function parseActor(faults: Faults, fields: Fields): RecordActor {
  const actor = faults.object(fields['actor'], 'actor', actorFields);
  const kind = faults.oneOf(actor, 'kind', actorKinds);
  // Who is refused before being known has no words: the record of the refusal is wanted all the same.
  const known = kind === 'unknown' ? wordOrNothing : word;
  return {
    operator: faults.text(actor, 'operator', known),
    agency: faults.text(actor, 'agency', known),
    tier: faults.text(actor, 'tier', known),
    role: faults.text(actor, 'role', known),
    section: faults.textOrNull(actor, 'section', word),
    terminal: faults.textOrNull(actor, 'terminal', word),
    acr: faults.text(actor, 'acr', known),
    amr: faults.texts(actor, 'amr', word),
    kind,
  };
}

function parseDecision(faults: Faults, fields: Fields): AuditRecord['decision'] {
  if (fields['decision'] === null) return null;
  const decision = faults.object(fields['decision'], 'decision', ['verdict', 'snapshot', 'date']);
  return {
    verdict: faults.text(decision, 'verdict', code),
    snapshot: faults.text(decision, 'snapshot', word),
    date: faults.text(decision, 'date', day),
  };
}

function parseCounts(faults: Faults, fields: Fields): AuditRecord['counts'] {
  const counts = faults.object(fields['counts'], 'counts', ['rows', 'accesses']);
  return { rows: faults.count(counts, 'rows'), accesses: faults.count(counts, 'accesses') };
}

/** What the phases demand of the fields together: the union that one interface cannot say. */
function checkTogether(faults: Faults, record: AuditRecord): void {
  const says: readonly (readonly [boolean, string])[] = [
    [!Number.isNaN(Date.parse(record.time)), 'time: must be an instant'],
    [(record.phase === 'refused') === (record.refusal !== null), 'refusal: stands in a refusal, and only there'],
    [record.twins.length === 0 || record.phase === 'delivery', 'twins: stand only in a delivery'],
    [record.subject === null || record.mode !== 'none', 'mode: a record with a subject says how the subject came in'],
    [record.subject === null || record.phase !== 'intent', 'subject: an intent comes before any subject is known'],
  ];
  for (const [holds, fault] of says) if (!holds) faults.found.push(fault);
}
