import { describe, expect, test } from '@jest/globals';
import { createBoundedStore } from './bounded-store.ts';

describe('the store of sessions and codes', () => {
  test('finds an entry until it expires', async () => {
    let now = 0;
    const codes = createBoundedStore(() => now).adapter('AuthorizationCode');
    await codes.upsert('a', { accountId: 'analyst' }, 60);
    now = 59_999;
    expect(await codes.find('a')).toEqual({ accountId: 'analyst' });
    now = 60_000;
    expect(await codes.find('a')).toBeUndefined();
  });

  test('keeps no more of a kind than its bound, and lets the oldest go', async () => {
    const store = createBoundedStore(() => 0, 2);
    const codes = store.adapter('AuthorizationCode');
    await store.adapter('Session').upsert('s', { uid: 'u' }, 60);
    for (const id of ['a', 'b', 'c']) await codes.upsert(id, {}, 60);
    expect([await codes.find('a'), await codes.find('c')]).toEqual([undefined, {}]);
    expect([store.size('AuthorizationCode'), store.size('Session')]).toEqual([2, 1]);
  });

  test('keeps kinds apart', async () => {
    const store = createBoundedStore(() => 0);
    await store.adapter('Session').upsert('a', { uid: 'u' }, 60);
    expect(await store.adapter('Interaction').find('a')).toBeUndefined();
    expect(await store.adapter('Session').findByUid('u')).toEqual({ uid: 'u' });
  });

  test('revokes what hangs on a grant, and marks what was used', async () => {
    const codes = createBoundedStore(() => 5000).adapter('AuthorizationCode');
    await codes.upsert('a', { grantId: 'g' }, 60);
    await codes.upsert('b', { grantId: 'h' }, 60);
    await codes.consume('b');
    await codes.revokeByGrantId('g');
    expect([await codes.find('a'), await codes.find('b')]).toEqual([undefined, { grantId: 'h', consumed: 5 }]);
  });
});
