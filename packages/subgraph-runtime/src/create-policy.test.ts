import { describe, expect, test } from '@jest/globals';
import type { Matrix } from '@juki/schema-directives';
import { createPolicy } from './create-policy.ts';

const matrix: Matrix = {
  version: 1,
  coordinates: ['Record.name', 'Record.individualNumber', 'Inquired.name'],
  sets: ['1', '3', '4'],
  purposes: {
    'juki-b6-2': {
      reach: 'own-prefecture',
      spans: [{ from: '2016-01-01', set: 0, withOrdinance: 1 }],
      secondHop: {
        purpose: 'juki-b3-5-2',
        reach: 'outside-prefecture',
        spans: [{ from: '2016-01-01', set: 2, withOrdinance: 2 }],
      },
    },
    'juki-b3-5-2': {
      reach: 'outside-prefecture',
      spans: [{ from: '2016-01-01', set: 0, withOrdinance: 0 }],
      secondHop: null,
    },
  },
};
const policy = createPolicy({
  snapshot: 'one',
  matrix,
  seatOf: (agency) => (agency === 'osaka-education' ? { prefecture: '27', municipality: null } : undefined),
});

describe('a coordinate', () => {
  const claim = {
    purpose: 'juki-b6-2',
    secondHopOf: null,
    coordinate: 'Record.name',
    date: '2026-11-20',
    ordinances: [],
  };

  test('is open where the matrix opens it', () => {
    expect(policy.permits(claim)).toBe(true);
  });

  test('is closed for anything that the matrix does not know, and before the provision was in force', () => {
    expect(policy.permits({ ...claim, purpose: 'constructor' })).toBe(false);
    expect(policy.permits({ ...claim, coordinate: 'Record.secret' })).toBe(false);
    expect(policy.permits({ ...claim, date: '2015-12-31' })).toBe(false);
  });

  test('that needs an ordinance is open with one for this purpose, and with no other', () => {
    const number = { ...claim, coordinate: 'Record.individualNumber' };
    expect(policy.permits({ ...number, ordinances: ['juki-b6-2'] })).toBe(true);
    expect(policy.permits(number)).toBe(false);
    expect(policy.permits({ ...number, ordinances: ['juki-b6-3'] })).toBe(false);
  });
});

describe('a scope', () => {
  const claim = { purpose: 'juki-b6-2', secondHopOf: null, agency: 'osaka-education' };

  test('is the own prefecture of the agency', () => {
    expect(policy.reaches({ ...claim, scope: { reach: 'own-prefecture', prefecture: '27' } })).toBe(true);
  });

  test('is nothing else: no other prefecture, no other reach, no unknown agency, no unknown purpose', () => {
    const scope = { reach: 'own-prefecture', prefecture: '27' } as const;
    expect(policy.reaches({ ...claim, scope: { ...scope, prefecture: '40' } })).toBe(false);
    expect(policy.reaches({ ...claim, scope: { reach: 'nationwide' } })).toBe(false);
    expect(policy.reaches({ ...claim, agency: 'unknown', scope })).toBe(false);
    expect(policy.reaches({ ...claim, purpose: 'toString', scope })).toBe(false);
  });
});

describe('a second hop', () => {
  const hop = { purpose: 'juki-b3-5-2', secondHopOf: 'juki-b6-2' };
  const claim = { ...hop, coordinate: 'Inquired.name', date: '2026-11-20', ordinances: [] };
  const outside = { reach: 'outside-prefecture', prefecture: '27' } as const;

  test('opens what stands behind it under the linked purpose, outside the own prefecture', () => {
    expect(policy.permits(claim)).toBe(true);
    expect(policy.reaches({ ...hop, agency: 'osaka-education', scope: outside })).toBe(true);
    expect([policy.secondHop('juki-b6-2'), policy.secondHop('juki-b3-5-2')]).toEqual(['juki-b3-5-2', null]);
  });

  test('is nothing that either purpose could state by itself, and opens nothing else', () => {
    expect(policy.permits({ ...claim, secondHopOf: null })).toBe(false);
    expect(policy.permits({ ...claim, purpose: 'juki-b6-2', secondHopOf: null })).toBe(false);
    expect(policy.permits({ ...claim, coordinate: 'Record.name' })).toBe(false);
  });

  test('without a link, in the wrong direction, or with the scope of the first purpose is none', () => {
    expect(policy.permits({ ...claim, secondHopOf: 'juki-b3-5-2' })).toBe(false);
    expect(policy.permits({ ...claim, purpose: 'juki-b6-2', secondHopOf: 'juki-b3-5-2' })).toBe(false);
    const own = { reach: 'own-prefecture', prefecture: '27' } as const;
    expect(policy.reaches({ ...hop, agency: 'osaka-education', scope: own })).toBe(false);
    expect(policy.reaches({ ...hop, agency: 'osaka-education', scope: { ...outside, prefecture: '40' } })).toBe(false);
    expect(policy.secondHop('__proto__')).toBeNull();
  });
});
