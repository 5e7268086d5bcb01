import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Grant } from '@juki/grants';
import { boundRequest, officer, request } from '../../testing/bound-request.ts';
import { grantFetch } from './grant-fetch.ts';

const issued: Grant[] = [];
const ids = ['one', 'two', 'three'];
const tools = {
  issue: (grant: Grant) => `compact ${issued.push(grant)}`,
  grantId: () => ids[issued.length] ?? 'none',
  clock: () => request.receivedAt + 1_999,
};
const guarded = { coordinates: ['PrefecturalRecord.name'], provisions: ['juki-30-15-2-1'], secondHop: false };

test('a grant is for one tier, one body, one caller, one purpose, for seconds', async () => {
  const bound = await boundRequest();
  expect(grantFetch(tools, bound, 'prefectural', guarded, '{"query":"x"}')).toBe('compact 1');
  const issuedAt = Math.floor(request.receivedAt / 1000) + 1;
  expect(issued[0]).toEqual({
    version: 1,
    id: 'one',
    audience: 'prefectural',
    issuedAt,
    expiresAt: issuedAt + 15,
    bodyHash: createHash('sha256').update('{"query":"x"}').digest('base64url'),
    tokenHash: officer.hash,
    actor: bound.identified.actor,
    purpose: 'juki-b6-2',
    secondHopOf: null,
    provisions: guarded.provisions,
    coordinates: guarded.coordinates,
    scope: { reach: 'own-prefecture', prefecture: '27' },
    ordinances: [],
    case: 'R8-0001',
    snapshot: 'test',
    date: '2026-11-20',
    decidedAt: request.receivedAt,
    request: request.id,
  });
});

test('each fetch has a grant of its own', async () => {
  const bound = await boundRequest();
  for (const tier of ['municipal', 'national']) grantFetch(tools, bound, tier, guarded, '{}');
  expect(new Set(issued.map(({ id }) => id)).size).toBe(issued.length);
});

test('behind the second hop it is for the linked affair, outside the own prefecture', async () => {
  const bound = await boundRequest();
  grantFetch(tools, bound, 'national', { ...guarded, secondHop: true }, '{}');
  expect(issued.at(-1)).toMatchObject({
    purpose: 'juki-b3-5-2',
    secondHopOf: 'juki-b6-2',
    scope: { reach: 'outside-prefecture', prefecture: '27' },
    case: 'R8-0001',
    request: request.id,
  });
});

test('where the caller may not go on there is no grant for it', async () => {
  const headers = { purpose: ['juki-b5-6'] };
  const bound = await boundRequest({ headers, token: { agency: 'osaka-passport' } });
  const before = issued.length;
  expect(() => grantFetch(tools, bound, 'national', { ...guarded, secondHop: true }, '{}')).toThrow(
    expect.objectContaining({ code: 'PLAN_OUTSIDE_DECISION' }),
  );
  expect(issued).toHaveLength(before);
});
