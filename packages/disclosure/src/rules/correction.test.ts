import { describe, expect, test } from '@jest/globals';
import { type CorrectionStep, correctionRefusal, correctionStanding } from './correction.ts';

const when = { at: 0, on: '2026-11-21' };
const taken: CorrectionStep = { ...when, kind: 'TAKEN' };
const corrected: CorrectionStep = { ...when, kind: 'REPORTED', outcome: 'CORRECTED', reason: '', event: 'e-1' };
const declined: CorrectionStep = {
  ...when,
  kind: 'REPORTED',
  outcome: 'NOT_CORRECTED',
  reason: '戸籍と一致',
  event: null,
};
const answered: CorrectionStep = { ...when, kind: 'ANSWERED', documentNumber: '270008-C2026-000001' };
const after = (...steps: CorrectionStep[]) => correctionStanding(steps);

describe('a correction', () => {
  test('is taken, reported and answered, in this order and each once', () => {
    expect(correctionRefusal(after(), taken)).toBeNull();
    expect(correctionRefusal(after(), corrected)).toBe('NOT_TAKEN_YET');
    expect(correctionRefusal(after(taken), corrected)).toBeNull();
    expect(correctionRefusal(after(taken), answered)).toBe('NOT_REPORTED_YET');
    expect(correctionRefusal(after(taken, corrected), answered)).toBeNull();
    expect(correctionRefusal(after(taken, corrected), declined)).toBe('ALREADY_REPORTED');
    expect(correctionRefusal(after(taken, corrected), taken)).toBe('ALREADY_REPORTED');
    expect(correctionRefusal(after(taken, corrected, answered), answered)).toBe('ALREADY_ANSWERED');
  });

  test('may be taken again before it is reported: a lost answer is asked for once more', () => {
    expect(correctionRefusal(after(taken), taken)).toBeNull();
  });

  test('that is not made needs a reason', () => {
    expect(correctionRefusal(after(taken), { ...declined, reason: ' ' })).toBe('REASON_MISSING');
    expect(correctionRefusal(after(taken), declined)).toBeNull();
  });

  test('tells what was found and how it was answered', () => {
    expect(after(taken, declined, answered)).toMatchObject({
      state: 'ANSWERED',
      report: { outcome: 'NOT_CORRECTED', reason: '戸籍と一致' },
      documentNumber: '270008-C2026-000001',
    });
  });
});
