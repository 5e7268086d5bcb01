import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { codeOf, event, numberOf } from '../event/event.test-data.ts';
import { firstLink, nextLink } from '../exchange/hash-chain.ts';
import { hashNotification } from '../exchange/hash-notification.ts';
import { signedHead } from '../exchange/sign-batch.ts';
import { suita, toyonaka } from '../testing/story.ts';
import { sha256 } from './store-context.ts';
import { osaka, startNetwork, type TestNetwork, tiers } from './testing/network.ts';

// A restore makes a database anew, which a busy machine does slowly.
jest.setTimeout(240_000);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork();
}, 60_000);
afterAll(() => network.close());

let people = 1000;
function birth(municipalityCode: string = toyonaka) {
  people += 1;
  return event({ municipalityCode, individualNumber: numberOf(people), residentCode: codeOf(people) });
}

const rowsIn = async (tier: (typeof tiers)[number]) =>
  Number((await network.ask(tier, 'SELECT count(*) FROM identity_record'))[0]?.['count']);

describe('two writers at once', () => {
  test('hand in the same events: each enters once, and both get the same numbers', async () => {
    const events = Array.from({ length: 20 }, () => birth());
    const before = await rowsIn('municipal');
    const [one, other] = await Promise.all([
      network.store('municipal').accept(toyonaka, events),
      network.store('municipal').accept(toyonaka, events),
    ]);
    expect(await rowsIn('municipal')).toBe(before + 20);
    const numbers = (answers: typeof one) =>
      answers.map((answer) => (answer.outcome === 'ACCEPTED' ? answer.sequence : undefined));
    expect(numbers(one)).toEqual(numbers(other));
    expect([...one, ...other].filter((answer) => answer.outcome === 'ACCEPTED' && answer.already)).toHaveLength(20);
  });

  test('send the same batch, and two municipalities send at once: each notification is applied once', async () => {
    await network.store('municipal').accept(suita, [birth(suita), birth(suita)]);
    const batches = await Promise.all([toyonaka, suita].map((code) => network.store('municipal').nextBatch(code)));
    const before = await rowsIn('prefectural');
    const receipts = await Promise.all(
      [...batches, ...batches].map(async (batch) => batch && network.store('prefectural').receive(batch)),
    );
    expect(await rowsIn('prefectural')).toBe(before + 22);
    expect(receipts.map((receipt) => receipt?.state)).toEqual(['TAKEN', 'TAKEN', 'TAKEN', 'TAKEN']);
    for (const receipt of receipts) if (receipt) await network.store('municipal').noteReceipt(receipt);
    await network.settle();
    expect(await network.view('national')).toEqual(await network.view('municipal'));
  });
});

describe('a crash in the middle', () => {
  // The last statements of each transaction fail, as if the process had died before the commit.
  const breaking = async (tier: (typeof tiers)[number], table: string, work: () => Promise<unknown>) => {
    await network.ask(tier, `ALTER TABLE ${table} RENAME TO lost`);
    await expect(work()).rejects.toThrow();
    await network.ask(tier, `ALTER TABLE lost RENAME TO ${table}`);
  };

  test('of the CS leaves neither row nor number, and the event can be handed in again', async () => {
    const one = birth();
    const before = await rowsIn('municipal');
    await breaking('municipal', 'change_sender', () => network.store('municipal').accept(toyonaka, [one]));
    expect(await rowsIn('municipal')).toBe(before);
    expect(await network.store('municipal').accept(toyonaka, [one])).toMatchObject([
      { outcome: 'ACCEPTED', already: false },
    ]);
  });

  test('of the prefecture leaves nothing of the batch, and the batch can be sent again', async () => {
    const before = await rowsIn('prefectural');
    await breaking('prefectural', 'change_count', () => network.send(toyonaka));
    await breaking('prefectural', 'change_sent', () => network.send(toyonaka));
    expect(await rowsIn('prefectural')).toBe(before);
    await network.settle();
    expect(await rowsIn('prefectural')).toBe(before + 1);
    expect(await network.view('national')).toEqual(await network.view('municipal'));
  });
});

describe('a number of batches', () => {
  test('with a gap is not taken: the receiver asks from where it is', async () => {
    await network.store('municipal').accept(toyonaka, [birth(), birth(), birth()]);
    const { confirmed } = await network.store('municipal').sendingState(toyonaka);
    const batch = await network.store('municipal').nextBatch(toyonaka, 1);
    expect(batch?.first).toBe(confirmed + 1);
    await network.ask('municipal', 'UPDATE change_sender SET confirmed = confirmed + 1 WHERE sender = $1', [toyonaka]);
    const later = await network.store('municipal').nextBatch(toyonaka, 1);
    const receipt = later && (await network.store('prefectural').receive(later));
    expect(receipt).toMatchObject({ state: 'GAP', next: confirmed + 1, decisions: [] });
    if (receipt) await network.store('municipal').noteReceipt(receipt);
    expect(await network.store('municipal').sendingState(toyonaka)).toMatchObject({ confirmed });
    await network.settle();
    expect(await network.view('national')).toEqual(await network.view('municipal'));
  });

  test('that was changed, cut or addressed elsewhere is nobody’s, and one whole is taken', async () => {
    await network.store('municipal').accept(toyonaka, [birth(), birth()]);
    const batch = await network.store('municipal').nextBatch(toyonaka);
    if (batch === null) throw new TypeError('two events are under way');
    const [first, second] = batch.notifications;
    if (first === undefined || second === undefined) throw new TypeError('two events are under way');
    const forged = [
      { ...batch, notifications: [first] },
      { ...batch, notifications: [second, first] },
      { ...batch, notifications: [{ ...first, address: '別の町' }, second] },
      { ...batch, first: batch.first + 1 },
      { ...batch, sender: suita },
      { ...batch, signature: batch.signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) },
      { ...batch, receiver: 'jlis' },
    ];
    for (const one of forged) {
      await expect(network.store('prefectural').receive(one)).rejects.toMatchObject({ code: 'CHANGE_BATCH_INVALID' });
    }
    expect((await network.store('prefectural').receive(batch)).state).toBe('TAKEN');
  });

  test('of a municipality about another one is refused one by one', async () => {
    await network.settle();
    const foreign = birth(suita);
    expect(await network.store('municipal').accept(toyonaka, [foreign])).toEqual([
      {
        outcome: 'REFUSED',
        eventId: foreign.eventId,
        faults: [{ field: 'municipalityCode', code: 'SENDER_NOT_COMPETENT' }],
      },
    ]);
  });
});

describe('a tier restored from an old backup', () => {
  test('above is sent again what it lost', async () => {
    await network.settle();
    await network.backUp('prefectural');
    await network.store('municipal').accept(toyonaka, [birth(), birth()]);
    await network.settle();
    await network.restore('prefectural');
    const cursor = await network.store('municipal').decisionCursor(toyonaka);
    // With nothing to send, the sender notices by asking for decisions.
    const late = await network.store('prefectural').decisionsAfter(toyonaka, cursor);
    await network.store('municipal').noteDecisions(toyonaka, late);
    await network.send(toyonaka);
    expect(await network.view('prefectural')).toEqual(await network.view('municipal'));
  });

  test('as a sender halts, says why, and adopts what its receiver knows', async () => {
    // The prefecture of the test before knows less of its own sequence than the agency.
    await expect(network.send(osaka)).resolves.toBe(true);
    await network.settle();
    await network.backUp('municipal');
    const lost = [birth(), birth()];
    await network.store('municipal').accept(toyonaka, lost);
    await network.settle();
    const before = await network.view('national');
    await network.restore('municipal');
    const later = birth();
    await network.store('municipal').accept(toyonaka, [later]);
    await expect(network.send(toyonaka)).rejects.toMatchObject({ code: 'CHANGE_SENDER_HALTED' });
    await expect(network.send(toyonaka)).rejects.toMatchObject({ code: 'CHANGE_SENDER_HALTED' });
    expect((await network.store('municipal').sendingState(toyonaka)).halted).not.toBeNull();
    expect(await network.view('national')).toEqual(before);

    const { confirmed } = await network.store('municipal').sendingState(toyonaka);
    const state = await network.store('prefectural').receivedFrom(toyonaka, confirmed + 1);
    await expect(network.store('municipal').adopt(toyonaka, { ...state, first: 1 })).rejects.toMatchObject({
      code: 'CHANGE_SENDER_HALTED',
    });
    expect(await network.store('municipal').adopt(toyonaka, state)).toBe(true);
    await network.settle();
    expect(await network.view('municipal')).toEqual(await network.view('national'));
    expect(await network.store('municipal').eventState(toyonaka, later.eventId)).toMatchObject({
      sequence: confirmed + 3,
      prefectural: 'APPLIED',
    });
  });
});

test('contents are erased a year after their notification, and a repeated event is still known', async () => {
  const one = birth();
  await network.store('municipal').accept(toyonaka, [one]);
  await network.settle();
  expect(await network.store('municipal').erasePayloads(toyonaka)).toBe(0);
  network.clock.now += 367 * 86_400_000;
  expect(await network.store('municipal').erasePayloads(toyonaka)).toBeGreaterThan(0);
  expect(await network.store('municipal').accept(toyonaka, [one])).toMatchObject([
    { outcome: 'ACCEPTED', already: true },
  ]);
  network.clock.now -= 367 * 86_400_000;
});

test('an entry that waits too long for the deletion elsewhere is refused, once, and told', async () => {
  const person = birth();
  await network.store('municipal').accept(toyonaka, [person]);
  const arrival = event({ ...person, eventId: 'held', municipalityCode: suita, changeReason: 'MOVE_IN_DOMESTIC' });
  await network.store('municipal').accept(suita, [{ ...arrival, changeKind: 'ENTRY' }]);
  await network.settle();
  expect(await network.store('prefectural').refuseOverdue(osaka)).toBe(0);
  network.clock.now += 32 * 86_400_000;
  expect(await network.store('prefectural').refuseOverdue(osaka)).toBe(1);
  expect(await network.store('prefectural').refuseOverdue(osaka)).toBe(0);
  await network.settle();
  expect(await network.store('municipal').refusals(suita)).toMatchObject([
    { eventId: 'held', faults: [{ field: 'municipalityCode', code: 'RESIDENT_ELSEWHERE' }] },
  ]);
});

test('what is at rest shows no number, neither of files nor of the outbox', async () => {
  const one = birth();
  await network.store('municipal').accept(toyonaka, [one]);
  await network.settle();
  for (const tier of tiers) {
    for (const table of ['change_notification', 'identity_record', 'locator', 'number_holder']) {
      const [row] = await network.ask(tier, `SELECT string_agg(whole::text, ' ') AS text FROM ${table} AS whole`);
      for (const secret of [one.individualNumber, one.residentCode]) {
        expect(row?.['text']).not.toContain(secret);
        expect(row?.['text']).not.toContain(Buffer.from(secret).toString('hex'));
      }
    }
  }
});

test('a sender that signs nonsense gets it back one by one, and what is sound is taken', async () => {
  // A municipality whose CS is not one of ours: here nobody wonders what it sent.
  const outside = '402028';
  const signer = createMemoryKeyProvider('changes').signer(`change/${outside}`);
  const sound = { recordId: '01900000-0000-7000-8000-000000000001', salt: 'A'.repeat(22), notifiedOn: '2026-11-20' };
  const notifications = [
    { ...birth(outside), ...sound, eventId: 'nul\u0000' },
    { ...birth(outside), ...sound, municipalityCode: '40202800' },
    { ...birth(outside), ...sound, address: 'half \ud842', recordId: 'x' },
    { ...birth(suita), ...sound },
    { ...birth(outside), ...sound },
  ];
  const previous = firstLink(outside, '400009', sha256);
  let chain = previous;
  for (const one of notifications) chain = nextLink(chain, hashNotification(one, sha256), sha256);
  const head = {
    format: 'juki-change-batch-1',
    sender: outside,
    receiver: '400009',
    first: 1,
    previous: Buffer.from(previous).toString('base64url'),
    chain: Buffer.from(chain).toString('base64url'),
    keyId: signer.keyId,
  } as const;
  const signature = Buffer.from(signer.sign(signedHead(head, notifications.length))).toString('base64url');
  const receipt = await network.store('prefectural').receive({ ...head, notifications, signature });
  expect(receipt).toMatchObject({ state: 'TAKEN', next: 6 });
  expect(receipt.decisions.map(({ outcome, faults }) => [outcome, ...faults.map(({ code }) => code)])).toEqual([
    ['REFUSED', 'EVENT_ID_MALFORMED'],
    ['REFUSED', 'WRONG_LENGTH'],
    ['REFUSED', 'UNPAIRED_SURROGATE', 'WRONG_TYPE'],
    ['REFUSED', 'SENDER_NOT_COMPETENT'],
    ['APPLIED'],
  ]);
});
