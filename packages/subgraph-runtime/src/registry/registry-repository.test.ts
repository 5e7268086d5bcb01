import { expect, test } from '@jest/globals';
import type { ItemColumn, StoredRecord } from './identity-columns.ts';
import { createRegistryRepository } from './registry-repository.ts';

const ref = new Uint8Array(16).fill(7);
const left = row('272035', 'DELETION', '2026-11-20');
const entered = row('402036', 'ENTRY', '2026-11-20');

function row(municipalityCode: string, changeKind: 'ENTRY' | 'DELETION' | 'CORRECTION', day: string): StoredRecord {
  return { municipalityCode, ref, supersededOn: null, name: municipalityCode, changeKind, changeDate: new Date(day) };
}

/** A tier's file whose database answers with these rows in this order. */
function answering(rows: readonly StoredRecord[]) {
  const repository = createRegistryRepository({
    within: () => ({}),
    locators: async () => [],
    records: async () => rows,
  });
  return (columns: readonly ItemColumn[], state: 'current' | 'superseded' = 'current') =>
    repository.records({ places: [], columns, state, scope: { reach: 'nationwide' } });
}

test.each([[[left, entered]], [[entered, left]]])(
  'who left and entered on one day stands where they entered, in whichever order the rows come',
  async (rows) => {
    const found = await answering(rows)(['name']);
    expect(found.map(({ name }) => name)).toEqual(['402036', '272035']);
  },
);

test('a correction on the day of a deletion elsewhere comes first too', async () => {
  const corrected = row('402036', 'CORRECTION', '2026-11-20');
  const found = await answering([left, corrected])(['name']);
  expect(found.map(({ name }) => name)).toEqual(['402036', '272035']);
});

test('a deletion on a later day is the newest, as before', async () => {
  const died = row('272035', 'DELETION', '2026-11-21');
  const found = await answering([died, entered])(['name']);
  expect(found.map(({ name }) => name)).toEqual(['272035', '402036']);
});

test('what only decides the order is not handed on, unless it was asked for', async () => {
  const [row] = await answering([entered])(['name']);
  expect(row).toEqual({ municipalityCode: '402036', ref, supersededOn: null, name: '402036' });
  const [asked] = await answering([entered])(['changeKind']);
  expect(asked).toEqual({ municipalityCode: '402036', ref, supersededOn: null, changeKind: 'ENTRY' });
});

test('superseded rows stay in the order of the database', async () => {
  expect(await answering([left, entered])(['name'], 'superseded')).toEqual([left, entered]);
});
