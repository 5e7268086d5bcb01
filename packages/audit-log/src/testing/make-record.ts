import type { AuditRecord } from '../record.ts';

let made = 0;

/** UUID version 7 with the next number in it: in order, and the same in each run. */
function nextId(): string {
  made += 1;
  return `01999999-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** A lawful outcome: one subject, three coordinates. */
export function makeRecord(changes: Partial<AuditRecord> = {}): AuditRecord {
  return {
    version: 1,
    id: nextId(),
    phase: 'outcome',
    body: '270008',
    time: '2026-11-20T03:04:05.678Z',
    clock: 'synchronised',
    request: 'b6a1c2d3',
    trace: null,
    operationHash: 'q7yWq2m4mX0oR3c2bG7v0F6m4p1JrY0m3kJ2oWb9n1E',
    operationName: 'ShowPerson',
    coordinates: ['PrefecturalRecord.name', 'PrefecturalRecord.birthDate', 'PrefecturalRecord.address'],
    withheld: [{ coordinate: 'PrefecturalRecord.individualNumber', reason: 'NO_BASIS' }],
    mode: 'deliberate',
    subject: 'c3ViamVjdC1wc2V1ZG9ueW0tMDAwMDAwMDAwMDAwMDE',
    argumentHash: null,
    actor: {
      operator: 'osaka-passport-officer',
      agency: 'osaka-passport',
      tier: 'prefecture',
      role: 'officer',
      section: null,
      terminal: 'terminal-1',
      acr: 'urn:juki:acr:two-factor',
      amr: ['pwd', 'hwk'],
      kind: 'operator',
    },
    purpose: 'juki-b6-2',
    provisions: ['juki-30-15-2-1'],
    case: '2026-0001',
    grant: 'Z3JhbnQtMDAwMDAwMDAwMDAwMDE',
    decision: { verdict: 'filtered', snapshot: 'sha256:0011', date: '2026-11-20' },
    refusal: null,
    counts: { rows: 1, accesses: 3 },
    durationMicros: 1234,
    twins: [],
    ...changes,
  };
}
