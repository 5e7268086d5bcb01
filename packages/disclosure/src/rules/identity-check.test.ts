import { describe, expect, test } from '@jest/globals';
import type { Evidence, Relation } from './disclosure.ts';
import { identityRefusal } from './identity-check.ts';

const child = { birthDate: '2008-11-22', today: '2026-11-21' };
const adult = { birthDate: '2008-11-21', today: '2026-11-21' };
const self = (...evidence: Evidence[]) => ({ requester: 'PERSON', relation: null, evidence }) as const;
const by = (relation: Relation | null, ...evidence: Evidence[]) =>
  ({ requester: 'LEGAL_REPRESENTATIVE', relation, evidence }) as const;

describe('the person', () => {
  test('is known by one document with a photograph, or two without', () => {
    for (const seen of ['INDIVIDUAL_NUMBER_CARD', 'PASSPORT', 'TWO_WITHOUT_PHOTOGRAPH'] as const) {
      expect(identityRefusal(self(seen), adult)).toBeNull();
    }
  });

  test.each([[self()], [self('FAMILY_REGISTER')], [self('GUARDIANSHIP_CERTIFICATE')]])(
    'is not known by %j',
    (check) => {
      expect(identityRefusal(check, adult)).toBe('IDENTITY_NOT_PROVEN');
    },
  );
});

describe('a legal representative', () => {
  test('of a minor proves the relation by the family register', () => {
    expect(identityRefusal(by('PARENT', 'PASSPORT', 'FAMILY_REGISTER'), child)).toBeNull();
    expect(identityRefusal(by('PARENT', 'PASSPORT'), child)).toBe('REPRESENTATION_NOT_PROVEN');
    expect(identityRefusal(by('PARENT', 'FAMILY_REGISTER'), child)).toBe('IDENTITY_NOT_PROVEN');
  });

  test('represents a minor to the day before the eighteenth birthday, and a grown-up no longer', () => {
    const check = by('PARENT', 'PASSPORT', 'FAMILY_REGISTER');
    expect(identityRefusal(check, child)).toBeNull();
    expect(identityRefusal(check, adult)).toBe('REPRESENTATION_NOT_PROVEN');
    expect(identityRefusal(by('GUARDIAN_OF_MINOR', 'PASSPORT', 'FAMILY_REGISTER'), adult)).toBe(
      'REPRESENTATION_NOT_PROVEN',
    );
  });

  test('of an adult ward proves it by the register of guardianship alone', () => {
    expect(identityRefusal(by('GUARDIAN_OF_ADULT', 'PASSPORT', 'GUARDIANSHIP_CERTIFICATE'), adult)).toBeNull();
    expect(identityRefusal(by('GUARDIAN_OF_ADULT', 'PASSPORT', 'FAMILY_REGISTER'), adult)).toBe(
      'REPRESENTATION_NOT_PROVEN',
    );
  });

  test('who says of no relation is none', () => {
    expect(identityRefusal(by(null, 'PASSPORT', 'FAMILY_REGISTER'), child)).toBe('REPRESENTATION_NOT_PROVEN');
  });
});
