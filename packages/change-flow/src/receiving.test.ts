import { describe, expect, test } from '@jest/globals';
import type { Batch, Notification, Receipt } from '@juki/change-notification';
import type { JukiError } from '@juki/errors';
import type { Scope } from '@juki/grants';
import { createReceiving } from './receiving.ts';

const receipt: Receipt = {
  sender: '272035',
  receiver: '270008',
  state: 'TAKEN',
  next: 3,
  chain: '',
  decisions: [1, 2].map((sequence) => ({
    sequence,
    eventId: `e${sequence}`,
    municipalityCode: '272035',
    tier: 'prefectural',
    outcome: sequence === 1 ? 'APPLIED' : 'REFUSED',
    faults: [],
    waitsFor: null,
    already: false,
  })),
};
const notifications = ['a', 'b'].map((residentCode) => ({ residentCode }) as Notification);
const batch = { sender: '272035', receiver: '270008', first: 1, notifications } as unknown as Batch;

function receiving(given: { readonly receive?: () => Promise<Receipt> } = {}) {
  const held: { readonly ref: string; readonly body: string | null }[] = [];
  const refused: JukiError[] = [];
  const received: string[] = [];
  const ledger = {
    holdPerson<T extends object>(person: T, { ref, body }: { ref: string; body: string | null }): T {
      held.push({ ref, body });
      return person;
    },
    asBatch: () => undefined,
    refuse: (fault: JukiError) => void refused.push(fault),
  };
  const end = createReceiving({
    storeOf: () => ({
      receive: given.receive ?? (async () => receipt),
      decisionsAfter: async () => ({ decisions: [], cursor: 0, next: 1, chain: '' }),
      receivedFrom: async (sender, first) => ({ sender, receiver: '270008', first, next: 1, chain: '', received: [] }),
    }),
    subjects: {
      refsOf: async (changes) => changes.map(({ residentCode }) => `ref-${residentCode}`),
      refsOfKnown: async (changes) => changes.map(() => null),
    },
    receiverOf: (sender) => (sender.endsWith('000x') ? 'jlis' : '270008'),
    onReceived: (receiver) => received.push(receiver),
  });
  const request = (scope: Scope) => ({ grant: { scope }, ledger });
  return { end, request, held, refused, received };
}

const own: Scope = { reach: 'own-municipality', municipality: '272035' };

test('every subject of a batch stands in the log of the receiver, one that was refused too', async () => {
  const { end, request, held, received } = receiving();
  expect(await end.notify(batch, request(own))).toBe(receipt);
  expect(held).toEqual([
    { ref: 'ref-a', body: '270008' },
    { ref: 'ref-b', body: '270008' },
  ]);
  expect(received).toEqual(['270008']);
});

test('of a batch that leaves a hole nothing is decided, and the subjects stand in the log all the same', async () => {
  const gap = { ...receipt, state: 'GAP', decisions: [] } as const;
  const { end, request, held } = receiving({ receive: async () => gap });
  await end.notify(batch, request(own));
  expect(held).toHaveLength(2);
});

describe('is refused, and stands as refused in the log,', () => {
  test.each([
    ['a batch of another municipality', { ...batch, sender: '272051' }, own],
    ['a batch for another receiver', { ...batch, receiver: '400009' }, own],
  ])('%s', async (_what, wrong, scope) => {
    const { end, request, held, refused } = receiving();
    await expect(end.notify(wrong, request(scope))).rejects.toMatchObject({ code: 'CHANGE_BATCH_INVALID' });
    expect([held, refused.map(({ code }) => code)]).toEqual([[], ['CHANGE_BATCH_INVALID']]);
  });

  test('whoever is neither a municipality nor a prefecture', async () => {
    const { end, request } = receiving();
    await expect(end.notify(batch, request({ reach: 'nationwide' }))).rejects.toMatchObject({
      code: 'CHANGE_BATCH_INVALID',
    });
  });
});

test('a cursor that was never given out is refused, an empty one begins at the beginning', async () => {
  const { end, request } = receiving();
  await expect(end.decisionsAfter('-1', request(own))).rejects.toMatchObject({ code: 'OPERATION_INVALID' });
  await expect(end.decisionsAfter('', request(own))).resolves.toMatchObject({ decisions: [] });
});
