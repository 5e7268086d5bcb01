import { describe, expect, test } from '@jest/globals';
import { cast } from './cast.ts';
import { type LifeEvent, noticesOf } from './life.ts';
import { castNumbers } from './numbers.ts';

const { municipalityCode: toyonaka, ...before } = cast.toyonakaMover.latest;
const kurume = cast.suitaToKurume.latest.municipalityCode;
const today = '2026-10-01';
const entered: LifeEvent = { date: '2016-04-01', reason: 'BIRTH', municipality: toyonaka };

describe('noticesOf', () => {
  test('carries the old number, and only on the notice that changed it', () => {
    const individualNumber = castNumbers.individualNumber(90, 'first');
    const notices = noticesOf(
      before,
      [
        entered,
        { date: '2017-01-01', reason: 'INDIVIDUAL_NUMBER_REQUEST', changes: { individualNumber } },
        { date: '2018-01-01', reason: 'MOVE_WITHIN', changes: { address: '大阪府豊中市本町一丁目1番1号' } },
      ],
      today,
    );
    expect(notices.map(({ previousIndividualNumber }) => previousIndividualNumber)).toEqual([
      null,
      before.individualNumber,
      null,
    ]);
    expect(notices.map((notice) => notice.individualNumber)).toEqual([
      before.individualNumber,
      individualNumber,
      individualNumber,
    ]);
    expect(notices.map(({ changeKind }) => changeKind)).toEqual(['ENTRY', 'CORRECTION', 'CORRECTION']);
  });

  test('a move is a deletion in one municipality and an entry in the other', () => {
    const notices = noticesOf(
      before,
      [
        entered,
        { date: '2017-01-01', reason: 'MOVE_OUT_DOMESTIC' },
        { date: '2017-01-02', reason: 'MOVE_IN_DOMESTIC', municipality: kurume },
      ],
      today,
    );
    expect(notices.map((notice) => [notice.municipalityCode, notice.prefectureCode, notice.changeKind])).toEqual([
      [toyonaka, '27', 'ENTRY'],
      [toyonaka, '27', 'DELETION'],
      [kurume, '40', 'ENTRY'],
    ]);
  });

  test('is told up to a day and no further', () => {
    const events: LifeEvent[] = [entered, { date: '2017-01-01', reason: 'DEATH' }];
    expect(noticesOf(before, events, '2016-12-31')).toHaveLength(1);
    expect(noticesOf(before, events, '2017-01-01')).toHaveLength(2);
    expect(noticesOf(before, events, '2016-03-31')).toEqual([]);
  });

  test('what cannot happen is a fault of the teller', () => {
    const tell = (...events: LifeEvent[]) => noticesOf(before, events, today);
    expect(() => tell({ date: '2016-01-01', reason: 'DEATH' })).toThrow('invariant');
    expect(() => tell({ date: '2016-01-01', reason: 'BIRTH' })).toThrow('begins in a municipality');
    expect(() => tell(entered, { ...entered, date: '2016-04-02' })).toThrow('enters from outside');
    expect(() => tell(entered, { date: '2016-04-01', reason: 'DEATH' })).toThrow('one a day');
  });
});
