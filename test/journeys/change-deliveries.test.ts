import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Batch, Receipt } from '@juki/change-notification';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { eventOf } from './changes/change-events.ts';
import { people, somebodyOf } from './changes/change-people.ts';
import { networkOf, until } from './changes/network.ts';
import { sendingBody } from './changes/sending-body.ts';

/** What a receiver bears: deliveries twice, out of order and with holes; and what it does not: batches that are not the sender's. */

jest.setTimeout(40_000);

const matsumoto = '202029';
const ueda = '202037';
const nagano = '200000';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
let sender: ReturnType<typeof sendingBody>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
  sender = sendingBody(system, ueda, nagano);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const document = `mutation Notify($batch: PrefecturalChangeBatch!) { notifyGovernor(batch: $batch) {
  state next decisions { sequence outcome already faults { code } } } }`;

const notify = (batch: Batch, as = `cs-${ueda}`) =>
  network.machine(as).request<{ notifyGovernor: Receipt | null }>({
    document,
    variables: { batch },
    purpose: 'juki-update-muni-pref',
  });

const receipt = async (batch: Batch) => (await notify(batch)).data.notifyGovernor;

describe('a sender that repeats itself', () => {
  const person = somebodyOf(ueda);
  const moves = [1, 2, 3, 4].map((house) =>
    eventOf(person.latest, 'MOVE_WITHIN', { address: `長野県上田市中央${house}丁目2番3号` }),
  );

  test('is answered as before, and changes nothing twice', async () => {
    sender.add(...moves);
    const taken = { state: 'TAKEN', next: 3 };
    const first = await receipt(sender.batch(1, 2));
    expect(first).toMatchObject({
      ...taken,
      decisions: [{ sequence: 1, outcome: 'APPLIED', already: false }, { sequence: 2 }],
    });
    const again = await receipt(sender.batch(1, 2));
    expect(again).toMatchObject({
      ...taken,
      decisions: [{ sequence: 1, outcome: 'APPLIED', already: true }, { sequence: 2 }],
    });
  });

  test('and leaves a hole is told from which number to send again', async () => {
    expect(await receipt(sender.batch(4, 4))).toMatchObject({ state: 'GAP', next: 3, decisions: [] });
    // Cut otherwise than before, with what is known already in front.
    expect(await receipt(sender.batch(2, 4))).toMatchObject({ state: 'TAKEN', next: 5 });
    const [, prefectural] = await prefecturalOnly(person.latest.residentCode);
    expect(prefectural).toEqual([...moves.map((move) => move['address'])].reverse());
  });

  test('and says something else under a number that was used has lost its memory', async () => {
    const forgetful = sendingBody(system, ueda, nagano);
    forgetful.add(eventOf(somebodyOf(ueda).latest, 'MOVE_WITHIN', { address: '長野県上田市大手1丁目1番1号' }));
    expect(await receipt(forgetful.batch(1, 1))).toMatchObject({ state: 'DIVERGED', next: 5 });
  });

  test('while its real CS, whose numbers these were, halts instead of going on with them', async () => {
    const [answer] = await network.handIn(
      ueda,
      eventOf(somebodyOf(ueda).latest, 'MOVE_WITHIN', { address: '長野県上田市天神1丁目1番1号' }),
    );
    expect(answer).toMatchObject({ outcome: 'ACCEPTED', sequence: 1 });
    await until(
      async () => {
        const client = network.machine(`register-${ueda}`);
        return (
          await client.request<{ municipalChangeOutbox: { halted: string | null } }>({
            document: '{ municipalChangeOutbox { halted } }',
            purpose: 'juki-register-intake',
          })
        ).data.municipalChangeOutbox;
      },
      ({ halted }) => halted !== null,
    );
  });
});

describe('a batch that is not its sender’s is refused whole, and stands in the log as refused', () => {
  const person = somebodyOf(matsumoto);
  const own = () => {
    const body = sendingBody(system, matsumoto, nagano);
    body.add(eventOf(person.latest, 'MOVE_WITHIN', { address: '長野県松本市丸の内3番7号' }));
    return body;
  };

  test.each([
    ['signed with the key of another', () => own().batch(1, 1, ueda), `cs-${matsumoto}`],
    ['with another body named as sender', () => ({ ...own().batch(1, 1), sender: ueda }), `cs-${matsumoto}`],
    ['for another receiver', () => ({ ...own().batch(1, 1), receiver: '270008' }), `cs-${matsumoto}`],
    ['handed over by the machine of another municipality', () => own().batch(1, 1), `cs-${ueda}`],
    [
      'in which an item was altered',
      () => altered(own().batch(1, 1), { address: '長野県松本市丸の内3番8号' }),
      `cs-${matsumoto}`,
    ],
    ['from which a notification was taken', () => ({ ...own().batch(1, 1), notifications: [] }), `cs-${matsumoto}`],
    ['whose signature is none', () => ({ ...own().batch(1, 1), signature: 'AAAA' }), `cs-${matsumoto}`],
  ])('%s', async (_how, make, as) => {
    const before = (await refusals()).length;
    const { data, errors } = await notify(make(), as);
    expect([data.notifyGovernor, errors.map(({ code }) => code)]).toEqual([null, ['CHANGE_BATCH_INVALID']]);
    const after = await refusals();
    expect(after.length).toBe(before + 1);
    expect(after[0]).toMatchObject({ body: nagano, actor: { agency: as, kind: 'system' } });
    const [row] = await prefecturalOnly(person.latest.residentCode);
    expect(row).toMatchObject({ address: person.latest.address });
  });

  test('while the very same, as the sender made it, is taken', async () => {
    const body = own();
    expect((await notify(body.batch(1, 1), `cs-${matsumoto}`)).data.notifyGovernor).toMatchObject({ state: 'TAKEN' });
  });

  test('nor does a machine notify that the law gives no such purpose', async () => {
    const batch = own().batch(1, 1);
    await expect(notify(batch, 'national-tier')).rejects.toMatchObject({ code: 'PURPOSE_NOT_YOURS' });
  });

  test('nor the register system of the same city, which hands in to its CS and has no right beyond that', async () => {
    const batch = own().batch(1, 1);
    await expect(notify(batch, `register-${matsumoto}`)).rejects.toMatchObject({ code: 'RIGHT_MISSING' });
  });
});

/** What the governor's file says of a person: the current row, and the addresses of it and of those before it. */
async function prefecturalOnly(residentCode: string) {
  const answer = await network.look(residentCode);
  const row = answer.data.nationalSearch.people[0].prefecturalRecord;
  return [row, [row, ...row.history].map(({ address }) => address).slice(0, 4)] as const;
}

/** The refusals of batches in the log of the prefecture. */
async function refusals() {
  const records = await recordsOf(system);
  return records.filter(({ refusal, body }) => refusal === 'CHANGE_BATCH_INVALID' && body === nagano);
}

function altered(batch: Batch, items: Readonly<Record<string, unknown>>): Batch {
  const [first, ...others] = batch.notifications;
  return first ? { ...batch, notifications: [{ ...first, ...items }, ...others] } : batch;
}
