import { describe, expect, test } from '@jest/globals';
import type { DisclosureStep } from './disclosure.ts';
import { dueOn } from './legal-days.ts';
import { isOverdue, refusalOf, standingOf } from './standing.ts';

const receivedOn = '2026-11-21';
const on = (day: string) => ({ at: Date.parse(`${day}T03:00:00Z`), on: day });
const extended = (day: string, due: string, reason = '市町村に照会中'): DisclosureStep => ({
  ...on(day),
  kind: 'EXTENDED',
  dueOn: due,
  reason,
});
const answered = (
  day: string,
  changes: Partial<Extract<DisclosureStep, { kind: 'ANSWERED' }>> = {},
): DisclosureStep => ({
  ...on(day),
  kind: 'ANSWERED',
  outcome: 'DISCLOSED',
  ground: null,
  withheldItems: [],
  documentNumber: '270008-D2026-000001',
  ...changes,
});
const printed: DisclosureStep = { ...on('2026-12-01'), kind: 'PRINTED', sha256: 'ab'.repeat(32), pages: 1 };
const handedOver: DisclosureStep = { ...on('2026-12-02'), kind: 'HANDED_OVER' };

describe('the period of thirty days (30条の33)', () => {
  test.each([
    ['2026-11-21', '2026-12-20'],
    ['2026-12-31', '2027-01-29'],
    ['2028-02-01', '2028-03-01'],
  ])('of a request received on %s ends on %s: the day of acceptance is the first', (received, due) => {
    expect(dueOn(received)).toBe(due);
  });

  test('is not overdue on its last day, and is on the next', () => {
    const standing = standingOf(receivedOn, []);
    expect([isOverdue(standing, '2026-12-20'), isOverdue(standing, '2026-12-21')]).toEqual([false, true]);
  });

  test('is never overdue once it is answered', () => {
    expect(isOverdue(standingOf(receivedOn, [answered('2026-12-20')]), '2027-06-01')).toBe(false);
  });

  test('runs to the new day when it is extended', () => {
    const standing = standingOf(receivedOn, [extended('2026-12-20', '2027-01-31')]);
    expect(standing).toMatchObject({ state: 'EXTENDED', dueOn: '2027-01-31' });
    expect([isOverdue(standing, '2027-01-31'), isOverdue(standing, '2027-02-01')]).toEqual([false, true]);
  });
});

describe('an extension', () => {
  const standing = standingOf(receivedOn, []);

  test('is given on the last day', () => expect(refusalOf(standing, extended('2026-12-20', '2026-12-21'))).toBeNull());

  test.each([
    ['the day after', extended('2026-12-21', '2027-01-31'), 'EXTENSION_TOO_LATE'],
    ['to the same day', extended('2026-12-01', '2026-12-20'), 'EXTENSION_NOT_LATER'],
    ['without a reason', extended('2026-12-01', '2027-01-31', '  '), 'REASON_MISSING'],
  ] as const)('is refused %s', (_when, step, refusal) => expect(refusalOf(standing, step)).toBe(refusal));

  test('is given once, and not after the answer', () => {
    const again = extended('2026-12-02', '2027-02-28');
    expect(refusalOf(standingOf(receivedOn, [extended('2026-12-01', '2027-01-31')]), again)).toBe('ALREADY_EXTENDED');
    expect(refusalOf(standingOf(receivedOn, [answered('2026-12-01')]), again)).toBe('ALREADY_ANSWERED');
  });
});

describe('an answer', () => {
  test('is given once', () => {
    expect(refusalOf(standingOf(receivedOn, []), answered('2026-12-01'))).toBeNull();
    const standing = standingOf(receivedOn, [answered('2026-12-01')]);
    expect(refusalOf(standing, answered('2026-12-02'))).toBe('ALREADY_ANSWERED');
  });

  test('is given late too: lateness is no reason to owe it for ever', () => {
    expect(refusalOf(standingOf(receivedOn, []), answered('2027-06-01'))).toBeNull();
  });

  test.each(['REFUSED', 'PARTLY_REFUSED'] as const)('%s needs its ground', (outcome) => {
    const standing = standingOf(receivedOn, []);
    expect(refusalOf(standing, answered('2026-12-01', { outcome }))).toBe('GROUND_MISSING');
    expect(refusalOf(standing, answered('2026-12-01', { outcome, ground: 'ARTICLE_78_1' }))).toBeNull();
  });
});

describe('a document', () => {
  test('is made after the answer and handed over after it was made, once', () => {
    const open = standingOf(receivedOn, []);
    expect([refusalOf(open, printed), refusalOf(open, handedOver)]).toEqual(['NOT_ANSWERED_YET', 'NOT_ANSWERED_YET']);
    const decided = standingOf(receivedOn, [answered('2026-12-01')]);
    expect([refusalOf(decided, printed), refusalOf(decided, handedOver)]).toEqual([null, 'NOT_PRINTED_YET']);
    const made = standingOf(receivedOn, [answered('2026-12-01'), printed]);
    expect([refusalOf(made, printed), refusalOf(made, handedOver)]).toEqual([null, null]);
    const given = standingOf(receivedOn, [answered('2026-12-01'), printed, handedOver]);
    expect([refusalOf(given, printed), refusalOf(given, handedOver)]).toEqual([
      'ALREADY_HANDED_OVER',
      'ALREADY_HANDED_OVER',
    ]);
  });
});
