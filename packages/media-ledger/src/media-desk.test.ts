import { expect, test } from '@jest/globals';
import type { RegistryContext } from '@juki/subgraph-runtime';
import { createMediaDesk, type MediumInput } from './media-desk.ts';
import type { MediumEntry } from './medium-entry.ts';

const kept: MediumEntry[] = [];
const ledger = {
  async record(entry: MediumEntry) {
    kept.push(entry);
    return 'ENTERED' as const;
  },
  entries: async () => kept,
  due: async () => [],
};
const desk = createMediaDesk(ledger, () => '270008');
const grant: RegistryContext['grant'] = {
  ...{ version: 1, id: 'g', audience: 'prefectural', issuedAt: 0, expiresAt: 0, bodyHash: '', tokenHash: '' },
  actor: {
    ...{ operator: 'officer', agency: 'agency', section: null, tier: 'prefecture', role: 'officer', terminal: null },
    ...{ acr: 'urn:juki:acr:two-factor', amr: [], kind: 'operator' },
  },
  ...{ purpose: 'media-ledger', provisions: [], coordinates: [], ordinances: [], secondHopOf: null, case: null },
  scope: { reach: 'own-prefecture', prefecture: '27' },
  ...{ snapshot: 's', date: '2026-11-21', decidedAt: 0, request: 'request' },
};
const input: MediumInput = {
  ...{ key: 'usb-0001', medium: 'usb-17', act: 'ERASED', kind: 'FILE', content: 'list', purpose: 'juki-b6-2' },
  ...{ subjects: 3, place: 'safe 2' },
};
const enters = async (change: Partial<MediumInput>) => (await desk.enter({ ...input, ...change }, grant, 0)).refusal;

test('a person enters what they did with a medium of their own', async () => {
  expect(await enters({})).toBeNull();
  expect(await enters({ key: 'note-0001', medium: 'bulk:job-0001:result', act: 'HANDED_OVER' })).toBeNull();
  expect(kept).toHaveLength(2);
});

test.each<[string, Partial<MediumInput>]>([
  ['ends the waiting for an erasure that the tier owes', { medium: 'bulk:job-0001:result' }],
  ['takes the key of an entry that the tier will make of a job', { key: 'bulk:job-0001:request:received' }],
  ['takes the key of a document', { key: 'disclosure:270008-D2026-000001:printed' }],
  ['speaks for the worker that erases', { key: 'erased:usb-17' }],
  ['names a file of the tier', { place: 'folder:270008/agency/results/job-0001.sealed' }],
])('nobody %s', async (_what, change) => {
  const before = kept.length;
  expect(await enters(change)).toBe('MALFORMED');
  expect(kept).toHaveLength(before);
});
