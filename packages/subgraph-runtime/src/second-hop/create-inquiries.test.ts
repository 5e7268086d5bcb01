import { describe, expect, test } from '@jest/globals';
import type { Grant } from '@juki/grants';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import type { Matrix } from '@juki/schema-directives';
import { createPolicy } from '../create-policy.ts';
import { createTestGateway } from '../testing/test-grants.ts';
import { createInquiries } from './create-inquiries.ts';

const fields = ['name', 'birthDate', 'sex', 'address', 'individualNumber', 'residentCode'];
const hop = (purpose: string, set: number) => ({
  purpose,
  reach: 'outside-prefecture',
  spans: [{ from: null, set, withOrdinance: set }],
});
const row = (secondHop: ReturnType<typeof hop> | null) => ({
  reach: 'own-prefecture',
  spans: [{ from: null, set: 2, withOrdinance: 2 }],
  secondHop,
});
const matrix: Matrix = {
  version: 1,
  coordinates: fields.map((field) => `NationalInquiryRecord.${field}`),
  // The four items; those and the number; nothing.
  sets: ['f0', 'f1', '00'],
  purposes: {
    stated: row(hop('linked', 0)),
    numbered: row(hop('linked', 1)),
    unlinked: row(null),
    linked: row(null),
  },
};
const policy = createPolicy({ snapshot: 's', matrix, seatOf: () => ({ prefecture: '27', municipality: null }) });
const keys = createMemoryKeyProvider('test');
const inquiries = createInquiries(keys, policy);

const now = Date.UTC(2026, 10, 21, 3);
const gateway = createTestGateway({ audience: 'prefectural', snapshot: 's', clock: () => now });
const grant = (changes: Partial<Grant> = {}) => gateway.grant('{}', 'Bearer a', { purpose: 'stated', ...changes });
const behind = (changes: Partial<Grant> = {}) =>
  grant({
    purpose: 'linked',
    secondHopOf: 'stated',
    scope: { reach: 'outside-prefecture', prefecture: '27' },
    ...changes,
  });

const fourItems = { name: '山田 太郎', birthDate: '1980-04-05', sex: 'MALE', address: '久留米市城南町15-3' } as const;
const key = { individualNumber: null, residentCode: null, fourItems };

function sealed(changes: Partial<Grant> = {}, search: Parameters<typeof inquiries.seal>[0] = key): string {
  const made = inquiries.seal(search, { grant: grant(changes), now });
  if (!made) throw new Error('nothing was sealed');
  return made.token;
}

describe('an inquiry', () => {
  test('opens in its own request, for the same officer, under the linked affair', () => {
    const made = inquiries.seal(key, { grant: grant(), now });
    expect(made?.purpose).toBe('linked');
    expect(inquiries.open(made?.token, { grant: behind(), now: now + 1_000 }).key).toEqual(key);
  });

  test('shows nothing of what it carries, and is another one each time', () => {
    expect(Buffer.from(sealed(), 'base64url').toString('utf8')).not.toContain('山田');
    expect(sealed()).not.toBe(sealed());
  });

  test.each([
    ['the purpose has no link', { purpose: 'unlinked' }, key],
    ['the purpose is unknown', { purpose: '__proto__' }, key],
    ['another file than that of the own prefecture was searched', { scope: { reach: 'nationwide' } }, key],
    ['the affair does not give the number', {}, { individualNumber: '1', residentCode: null, fourItems: null }],
    [
      'the affair does not give the code',
      { purpose: 'numbered' },
      { individualNumber: null, residentCode: '1', fourItems: null },
    ],
    ['there is no key', {}, { individualNumber: null, residentCode: null, fourItems: null }],
  ] satisfies [string, Partial<Grant>, Parameters<typeof inquiries.seal>[0]][])(
    'is not made where %s',
    (_why, changes, search) => {
      expect(inquiries.seal(search, { grant: grant(changes), now })).toBeNull();
    },
  );

  test('by a number is made where the linked affair gives the number', () => {
    const number = { individualNumber: '123456789018', residentCode: null, fourItems: null };
    const token = sealed({ purpose: 'numbered' }, number);
    expect(inquiries.open(token, { grant: behind({ secondHopOf: 'numbered' }), now }).key).toEqual(number);
  });
});

describe('is refused', () => {
  const refused = expect.objectContaining({ code: 'INQUIRY_INVALID' });

  test.each<[string, Partial<Grant>]>([
    ['in another request', { request: '01936f00-0000-7000-8000-000000000002' }],
    ['for another officer', { actor: { ...behind().actor, operator: 'somebody-else' } }],
    ['for another agency', { actor: { ...behind().actor, agency: 'osaka-passport' } }],
    ['under another stated purpose', { secondHopOf: 'numbered' }],
    ['under another affair', { purpose: 'unlinked' }],
    ['under the stated purpose itself', { purpose: 'stated', secondHopOf: null }],
    ['on another day', { date: '2026-11-20' }],
  ])('%s', (_how, changes) => {
    const token = sealed();
    expect(() => inquiries.open(token, { grant: behind(changes), now })).toThrow(refused);
  });

  test('after half a minute, and not before', () => {
    const token = sealed();
    expect(inquiries.open(token, { grant: behind(), now: now + 30_000 }).key).toEqual(key);
    expect(() => inquiries.open(token, { grant: behind(), now: now + 30_001 })).toThrow(refused);
  });

  test.each([undefined, null, 1, '', 'AAAA', 'x'.repeat(60), {}])('what is none: %p', (token) => {
    expect(() => inquiries.open(token, { grant: behind(), now })).toThrow(refused);
  });

  test('one that a stranger sealed, and one with a changed bit', () => {
    const stranger = createInquiries(createMemoryKeyProvider('stranger'), policy).seal(key, { grant: grant(), now });
    expect(() => inquiries.open(stranger?.token, { grant: behind(), now })).toThrow(refused);
    const bytes = Buffer.from(sealed(), 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => inquiries.open(bytes.toString('base64url'), { grant: behind(), now })).toThrow(refused);
  });

  test('where the tier knows no such link, whatever was sealed', () => {
    const narrower = createPolicy({
      snapshot: 's',
      matrix: { ...matrix, purposes: { ...matrix.purposes, stated: row(null) } },
      seatOf: () => ({ prefecture: '27', municipality: null }),
    });
    const token = sealed();
    expect(() => createInquiries(keys, narrower).open(token, { grant: behind(), now })).toThrow(refused);
  });
});
