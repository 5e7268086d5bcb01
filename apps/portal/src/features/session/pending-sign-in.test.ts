import { describe, expect, test } from '@jest/globals';
import {
  type Draft,
  draftToKeep,
  type PendingSignIn,
  parsePendingSignIn,
  pendingSignInLifetime,
  serialisePendingSignIn,
} from './pending-sign-in.ts';

const draft: Draft = {
  query: 'query { ownNationalRecord { __typename } }',
  variables: '{"key":{"individualNumber":"000000000000"}}',
  purposeId: 'juki-self-disclosure',
  caseNumber: '',
  exampleId: null,
};
const pending: PendingSignIn = {
  issuer: 'http://127.0.0.1:4005',
  verifier: 'v'.repeat(43),
  state: 'state',
  nonce: 'nonce',
  startedAt: 1000,
  returnTo: '?lang=en',
  draft,
};

describe('parsePendingSignIn', () => {
  test('gives nothing when nothing was stored', () => {
    expect(parsePendingSignIn(null, 1000)).toBeNull();
  });

  test('gives back what was stored, with the work on the page', () => {
    expect(parsePendingSignIn(serialisePendingSignIn(pending), 2000)).toEqual(pending);
  });

  test.each(['issuer', 'verifier', 'state', 'nonce', 'startedAt'])('refuses one without %s', (name) => {
    const damaged = JSON.stringify({ ...pending, [name]: undefined });
    expect(parsePendingSignIn(damaged, 2000)).toBeNull();
  });

  test.each(['', 'not json', '[]', 'null', '"text"'])('refuses %j', (text) => {
    expect(parsePendingSignIn(text, 2000)).toBeNull();
  });

  test('refuses one that is too old, at the very instant', () => {
    const text = serialisePendingSignIn(pending);
    expect(parsePendingSignIn(text, 1000 + pendingSignInLifetime - 1)).not.toBeNull();
    expect(parsePendingSignIn(text, 1000 + pendingSignInLifetime)).toBeNull();
  });

  test('refuses one from the future: a clock that was set back proves nothing', () => {
    expect(parsePendingSignIn(serialisePendingSignIn(pending), 999)).toBeNull();
  });

  test('keeps the sign-in when only the draft is damaged', () => {
    const damaged = JSON.stringify({ ...pending, draft: { query: 1 } });
    expect(parsePendingSignIn(damaged, 2000)).toEqual({ ...pending, draft: null });
  });
});

describe('draftToKeep', () => {
  test('keeps variables of invented people', () => {
    expect(draftToKeep(draft, true)).toEqual(draft);
  });

  test('drops variables where people are real, and keeps the query', () => {
    expect(draftToKeep(draft, false)).toEqual({ ...draft, variables: null });
  });
});
