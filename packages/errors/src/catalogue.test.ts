import { describe, expect, test } from '@jest/globals';
import { type ErrorEntry, errorCatalogue } from './index.ts';

const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(errorCatalogue);

describe.each(entries)('%s', (code, { status, audience, since, description }) => {
  test('is written in capitals, so that it is found in any log', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });

  test('has a status with which a service may answer', () => {
    expect([200, 400, 401, 403, 404, 409, 500, 503]).toContain(status);
  });

  test('says to whom it speaks and since when', () => {
    expect(['client', 'internal']).toContain(audience);
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('explains itself in sentences of one line, which the documentation repeats as they are', () => {
    expect(description).toMatch(/^[A-Z][^\n|<>]{20,}\.$/);
  });
});

test('a fault of the service is never told to the client as such', () => {
  const told = entries.filter(([, { status, audience }]) => status === 500 && audience === 'client');
  expect(told).toEqual([]);
});

test('what nobody foresaw is internal', () => {
  expect(errorCatalogue.INTERNAL).toMatchObject({ status: 500, audience: 'internal' });
});
