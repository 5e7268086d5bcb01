import { describe, expect, test } from '@jest/globals';
import { parseLegalDate } from '@juki/legal-basis';
import { createRightsCopy, type RightsState } from './rights-copy.ts';

const day = (text: string) => parseLegalDate(text);
const state: RightsState = {
  version: 1n,
  rights: [
    { operator: 'clerk', agency: 'toyonaka', purpose: 'municipal-register', from: 1000, until: 2000 },
    { operator: 'analyst', agency: 'sandbox', purpose: '*', from: 0, until: Number.POSITIVE_INFINITY },
  ],
  ordinances: [
    { body: '270008', purpose: 'juki-b6-2', inForce: { from: day('2026-04-01'), to: null, uncertain: false } },
  ],
};

function copyAt(time: { now: number }) {
  const copy = createRightsCopy(() => time.now, 5000);
  copy.put(state, 0);
  return copy;
}

describe('a right', () => {
  const copy = copyAt({ now: 0 });
  const right = { operator: 'clerk', agency: 'toyonaka', purpose: 'municipal-register' };

  test('holds from its first instant to before its last', () => {
    expect([999, 1000, 1999, 2000].map((at) => copy.holds(right, at))).toEqual([false, true, true, false]);
  });

  test.each([
    ['another operator', { ...right, operator: 'clerk2' }],
    ['the same operator for another agency', { ...right, agency: 'suita' }],
    ['another purpose', { ...right, purpose: 'consistency-check' }],
    ['a name of the prototype', { ...right, operator: '__proto__' }],
  ])('does not hold for %s', (_who, other) => {
    expect(copy.holds(other, 1500)).toBe(false);
  });

  test('to every purpose is the analyst’s', () => {
    expect(copy.holds({ operator: 'analyst', agency: 'sandbox', purpose: 'juki-b6-2' }, 5)).toBe(true);
  });
});

test('an ordinance counts for its own body from its first day on', () => {
  const copy = copyAt({ now: 0 });
  expect([...copy.ordinances('270008', day('2026-04-01'))]).toEqual(['juki-b6-2']);
  expect([...copy.ordinances('270008', day('2026-03-31'))]).toEqual([]);
  expect([...copy.ordinances('400009', day('2026-04-01'))]).toEqual([]);
  expect([...copy.ordinances(null, day('2026-04-01'))]).toEqual([]);
});

describe('a copy that may be stale', () => {
  test('answers nothing, and answers again once it is confirmed', () => {
    const time = { now: 5000 };
    const copy = copyAt(time);
    const ask = () => copy.holds({ operator: 'analyst', agency: 'sandbox', purpose: 'x' }, 5);
    expect(ask()).toBe(true);
    time.now = 5001;
    expect(ask).toThrow(expect.objectContaining({ code: 'RIGHTS_UNAVAILABLE' }));
    copy.confirm(5001);
    expect(ask()).toBe(true);
  });

  test('so does one that was never read', () => {
    const copy = createRightsCopy(() => 0, 5000);
    expect(() => copy.ordinances('270008', day('2026-04-01'))).toThrow(
      expect.objectContaining({ code: 'RIGHTS_UNAVAILABLE' }),
    );
  });
});
