import { describe, expect, test } from '@jest/globals';
import { isLedgerNumber, requestHeaders } from './request-headers.ts';

describe('requestHeaders', () => {
  test('sends neither token, purpose nor ledger number when none is known', () => {
    const headers = requestHeaders({ accessToken: null, purposeId: null, caseNumber: '' });
    expect(Object.keys(headers).sort()).toEqual(['Accept', 'Content-Type']);
  });

  test('sends token, purpose and ledger number when all are known', () => {
    const headers = requestHeaders({ accessToken: 'abc', purposeId: 'juki-b6-2', caseNumber: ' R8-0001 ' });
    expect(headers).toMatchObject({
      Authorization: 'Bearer abc',
      'Juki-Purpose': 'juki-b6-2',
      'Juki-Case': 'R8-0001',
    });
  });

  test.each(['   ', '令和8', 'R8\r\nJuki-Purpose: other'])('leaves out the ledger number %j', (caseNumber) => {
    const headers = requestHeaders({ accessToken: 'abc', purposeId: 'juki-b6-2', caseNumber });
    expect(headers).not.toHaveProperty('Juki-Case');
  });
});

describe('isLedgerNumber', () => {
  test.each(['R8-0001', '2026/11/20.3', 'a'.repeat(64)])('accepts %s', (text) => {
    expect(isLedgerNumber(text)).toBe(true);
  });

  test.each(['', '  ', '令和8', 'a b', 'a'.repeat(65), 'a\nb'])('refuses %j', (text) => {
    expect(isLedgerNumber(text)).toBe(false);
  });
});
