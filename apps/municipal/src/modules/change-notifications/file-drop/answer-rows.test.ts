import { expect, test } from '@jest/globals';
import { answerRows, type RegisterEvents } from './answer-rows.ts';

const row = (number: number, values: Readonly<Record<string, unknown>>) => ({ number, line: number + 2, values });
const accept: RegisterEvents = async (events) =>
  events.map((event, index) => ({
    eventId: String(event['eventId']),
    outcome: 'ACCEPTED',
    sequence: index + 1,
    faults: [],
  }));

test('each row has its answer at its place, with the line on which it stands', async () => {
  const rows = [row(1, { eventId: 'a' }), row(2, { eventId: 'b' })];
  expect(await answerRows(rows, '272035', accept)).toEqual([
    { row: 1, line: 3, eventId: 'a', outcome: 'ACCEPTED', sequence: 1, faults: [] },
    { row: 2, line: 4, eventId: 'b', outcome: 'ACCEPTED', sequence: 2, faults: [] },
  ]);
});

test('empty texts are absent items, flags are true or false, and the municipality is that of the folder', async () => {
  const handedOver: unknown[] = [];
  const register: RegisterEvents = async (events) => {
    handedOver.push(...events);
    return accept(events);
  };
  await answerRows([row(1, { eventId: 'a', alias: '', planned: 'true', repair: 'false' })], '272035', register);
  expect(handedOver).toEqual([{ eventId: 'a', alias: null, planned: true, repair: false, municipalityCode: '272035' }]);
});

test('a row that the graph cannot carry is refused in the words of the CS, and those beside it are not', async () => {
  const rows = [
    row(1, { eventId: 'a', individualNumber: 123456789018 }),
    row(2, { eventId: 'b' }),
    row(3, { eventId: 'c', shoeSize: '42' }),
  ];
  const [number, sound, unknown] = await answerRows(rows, '272035', accept);
  expect(number).toMatchObject({ eventId: 'a', outcome: 'REFUSED' });
  expect(number?.['faults']).toContainEqual(
    expect.objectContaining({ field: 'individualNumber', code: 'WRONG_TYPE', ja: '型が違う' }),
  );
  expect(sound).toMatchObject({ eventId: 'b', outcome: 'ACCEPTED' });
  expect(unknown?.['faults']).toContainEqual(expect.objectContaining({ code: 'UNKNOWN_FIELD' }));
});
