import type { AuditRecord, RecordActor } from './record.ts';

/** Who is told of in a record where nobody was identified. */
const nobody: RecordActor = {
  operator: 'unknown',
  agency: 'unknown',
  tier: 'unknown',
  role: 'unknown',
  section: null,
  terminal: null,
  acr: 'unknown',
  amr: [],
  kind: 'unknown',
};

/** What a record says where nothing is known and nothing was read. Whoever makes a record states over it what it knows. */
export const blankRecord = {
  version: 1,
  trace: null,
  operationHash: null,
  operationName: null,
  coordinates: [],
  withheld: [],
  mode: 'none',
  subject: null,
  argumentHash: null,
  actor: nobody,
  purpose: null,
  provisions: [],
  case: null,
  grant: null,
  decision: null,
  refusal: null,
  counts: { rows: 0, accesses: 0 },
  twins: [],
} as const satisfies Partial<AuditRecord>;
