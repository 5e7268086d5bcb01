import { expect, test } from '@jest/globals';
import type { Batch } from '@juki/change-notification';
import type { Client, Request } from '@juki/client';
import { createUpperTier } from './upper-tier.ts';

function clientOf(data: Readonly<Record<string, unknown>>, code?: string) {
  const asked: Request[] = [];
  const client: Client = {
    async request<Data>(request: Request) {
      asked.push(request);
      const errors = code === undefined ? [] : [{ code, message: 'no', extensions: {} }];
      return { data: data as Data, errors, request: null };
    },
  };
  return { asked, client };
}

test('speaks under the purpose of the flow, and hands the receipt on', async () => {
  const receipt = { state: 'TAKEN' };
  const { asked, client } = clientOf({ notifyGovernor: receipt });
  const batch = { first: 1 } as Batch;
  expect(await createUpperTier(client, 'prefectural').notify(batch)).toBe(receipt);
  expect(asked[0]).toMatchObject({ purpose: 'juki-update-muni-pref', variables: { batch } });
});

test('a cursor travels as a text', async () => {
  const { asked, client } = clientOf({ nationalChangeDecisions: { decisions: [], cursor: '12', next: 1, chain: '' } });
  expect(await createUpperTier(client, 'national').decisionsAfter(3)).toMatchObject({ cursor: 12 });
  expect(asked[0]).toMatchObject({ purpose: 'juki-update-pref-nat', variables: { after: '3' } });
});

test.each([
  ['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'],
  ['CHANGE_BATCH_INVALID', 'CHANGE_BATCH_INVALID'],
  ['A_CODE_OF_LATER', 'SUBGRAPH_UNAVAILABLE'],
])('an answer with the error %s is the fault %s', async (said, code) => {
  const { client } = clientOf({ notifyGovernor: null }, said);
  await expect(createUpperTier(client, 'prefectural').notify({ first: 1 } as Batch)).rejects.toMatchObject({ code });
});
