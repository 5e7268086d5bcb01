import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { eventOf, itemsOf } from './changes/change-events.ts';
import { freshNumbers, people, somebodyOf } from './changes/change-people.ts';
import { networkOf, until } from './changes/network.ts';
import { clerkOf, purpose, type Run } from './consistency/check.ts';
import { openInsider } from './consistency/planted.ts';

/** 整合性確認 (30条の22; S0・S1 備考6): what stands otherwise in the governor's file is found, named and repaired by notifications. */

const toyonaka = '272035';
let system: TestSystem;
let network: ReturnType<typeof networkOf>;
let clerk: ReturnType<typeof clerkOf>;
let insider: ReturnType<typeof openInsider>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
  clerk = clerkOf(system, 'toyonaka-clerk');
  insider = openInsider(system);
}, 120_000);
afterAll(async () => {
  await insider?.close();
  await system?.remove();
}, 30_000);

const counts = ({ missing, extra, different, underWay }: Run) => ({ missing, extra, different, underWay });
const clean = { missing: 0, extra: 0, different: 0, underWay: 0 };

test('two files that agree are compared by one message', async () => {
  const run = await clerk.checks();
  expect(counts(run)).toEqual(clean);
  expect(run).toMatchObject({ segmentsDone: 16, peopleCompared: 0, recordsSent: 0, startedBy: 'toyonaka-clerk' });
  // Opened, and compared at the root.
  expect(run['messages']).toBe(2);
});

describe('a file that was edited behind its back', () => {
  const [gone, moved, renumbered, pattern] = [0, 1, 2, 3].map(() => somebodyOf(toyonaka));
  const numbers = freshNumbers();
  const name = '不在 太郎';
  let run: Run;

  beforeAll(async () => {
    if (!gone || !moved || !renumbered || !pattern) throw new Error('nobody left');
    await insider.remove(gone);
    await insider.moveTo(moved, '大阪府豊中市どこか');
    await insider.renumber(renumbered, freshNumbers().individualNumber);
    await insider.invent(pattern, numbers, name);
    run = await clerk.checks();
  }, 60_000);

  test('is told to the municipality: who is missing, who is too many, who differs, and in what', () => {
    expect(counts(run)).toEqual({ missing: 1, extra: 1, different: 2, underWay: 0 });
    const found = run.findings.map(({ kind, items, person }) => ({
      kind,
      items,
      name: person.municipalRecord?.name ?? person.prefecturalRecord?.name,
    }));
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        { kind: 'MISSING', items: [], name: gone?.latest.name },
        { kind: 'DIFFERENT', items: ['address'], name: moved?.latest.name },
        { kind: 'DIFFERENT', items: ['individualNumber'], name: renumbered?.latest.name },
        { kind: 'EXTRA', items: [], name },
      ]),
    );
    for (const { advice } of run.findings) expect(advice).toMatch(/異動を登録/);
  });

  test('is not answered with values: the list of the run has none', async () => {
    const { text } = await clerk.asks(
      'query ($id: ID!) { municipalConsistencyRun(id: $id) { findings { kind items advice run municipality } } }',
      { id: run.id },
    );
    for (const value of [moved?.latest.address, renumbered?.latest.individualNumber, '豊中市どこか']) {
      expect(text).not.toContain(value);
    }
  });

  test('left a record of each message and of each person whose items were compared, in the log of the prefecture', async () => {
    const records = (await recordsOf(system)).filter(
      ({ body, actor, phase }) => body === '270008' && actor.operator === 'cs-272035' && phase === 'outcome',
    );
    const compared = records.filter(({ operationName }) => operationName?.startsWith('CompareConsistencyRecords'));
    // The two who differ and the one too many stand in the governor's file; who is missing there does not.
    const subjects = new Set(compared.flatMap(({ subject }) => (subject === null ? [] : [subject])));
    expect(subjects.size).toBe(3);
    // Of whom the governor's file holds nobody, the message itself is the record.
    for (const { mode, subject } of compared) expect(mode).toBe(subject === null ? 'none' : 'batch');
    expect(
      records.filter(({ operationName }) => operationName?.startsWith('CompareConsistencyRanges')).length,
    ).toBeGreaterThan(4);
    const ofTheCheck = records.filter(({ operationName }) => operationName?.includes('Consistency'));
    expect(new Set(ofTheCheck.map(({ purpose: stated }) => stated))).toEqual(new Set(['consistency-comparison']));
  });

  test('is repaired by notifications alone, and the next run is clean', async () => {
    if (!gone || !moved || !renumbered || !pattern) throw new Error('nobody left');
    const repair = { repair: true } as const;
    const correction = [moved, renumbered].map(({ latest }) => eventOf(latest, 'EX_OFFICIO_CORRECTION', repair));
    const entry = eventOf(gone.latest, 'EX_OFFICIO_CORRECTION', repair);
    const items = {
      ...itemsOf(pattern.latest),
      ...numbers,
      name,
      nameKana: null,
      formerSurname: null,
      formerSurnameKana: null,
    };
    const deletion = eventOf(pattern.latest, 'EX_OFFICIO_DELETION', { ...items, alias: null, ...repair });
    const accepted = await network.handIn(toyonaka, ...correction, entry, deletion);
    expect(accepted.map(({ outcome, faults }) => ({ outcome, faults }))).toEqual(
      [1, 2, 3, 4].map(() => ({ outcome: 'ACCEPTED', faults: [] })),
    );
    await network.inAllFiles(gone.latest.residentCode, { changeReason: 'EX_OFFICIO_CORRECTION' });
    await until(
      () => network.outbox('toyonaka-clerk'),
      ({ unconfirmed }) => unconfirmed === 0,
    );
    const next = await clerk.checks();
    expect(counts(next)).toEqual(clean);
    expect(await clerk.differences()).toEqual([]);
    const before = await clerk.show(run.id);
    expect(before.findings.map(({ endedAs }) => endedAs)).toEqual(['REPAIRED', 'REPAIRED', 'REPAIRED', 'REPAIRED']);
  }, 60_000);
});

describe('a change under way', () => {
  test('is no difference while the prefecture is away, nor after it is back', async () => {
    const person = somebodyOf(toyonaka);
    const other = somebodyOf(toyonaka);
    await insider.moveTo(other, '大阪府豊中市別のどこか');
    await system.services.prefectural.stop();
    const address = '大阪府豊中市本町九丁目9番9号';
    expect(await network.handIn(toyonaka, eventOf(person.latest, 'MOVE_WITHIN', { address }))).toMatchObject([
      { outcome: 'ACCEPTED' },
    ]);
    const { data } = await clerk.start();
    const [{ id }] = data.startMunicipalConsistencyCheck.runs;
    // The run waits for the prefecture, and goes on by itself.
    expect((await clerk.show(id)).finishedAt).toBeNull();
    await system.services.prefectural.start();
    const run = await until(
      () => clerk.show(id),
      ({ finishedAt }) => finishedAt !== null,
      60_000,
    );
    const names = run.findings.map(({ person: { municipalRecord } }) => municipalRecord?.name);
    expect(names).toEqual([other.latest.name]);
    await network.inAllFiles(person.latest.residentCode, { address });
    const repaired = eventOf(other.latest, 'EX_OFFICIO_CORRECTION', { repair: true });
    await network.handIn(toyonaka, repaired);
    await network.inAllFiles(other.latest.residentCode, { changeReason: 'EX_OFFICIO_CORRECTION' });
    await until(
      () => network.outbox('toyonaka-clerk'),
      ({ unconfirmed }) => unconfirmed === 0,
    );
    expect(counts(await clerk.checks())).toEqual(clean);
  }, 120_000);
});

test('who moved away, within the prefecture or out of it, and who died are no differences', async () => {
  const [near, far, dead] = [somebodyOf(toyonaka), somebodyOf(toyonaka), somebodyOf(toyonaka)];
  const moveOut = { changeDate: '2026-11-19' };
  const [suita, kurume] = ['272051', '402036'];
  const inSuita = { municipalityCode: suita, address: '大阪府吹田市泉町二丁目8番1号', movedFrom: toyonaka };
  const inKurume = { municipalityCode: kurume, address: '福岡県久留米市城南町15番3号', movedFrom: toyonaka };
  await network.handIn(
    toyonaka,
    eventOf(near.latest, 'MOVE_OUT_DOMESTIC', moveOut),
    eventOf(far.latest, 'MOVE_OUT_DOMESTIC', moveOut),
    eventOf(dead.latest, 'DEATH', moveOut),
  );
  await network.handIn(suita, eventOf(near.latest, 'MOVE_IN_DOMESTIC', inSuita));
  await network.handIn(kurume, eventOf(far.latest, 'MOVE_IN_DOMESTIC', inKurume));
  await network.inAllFiles(near.latest.residentCode, { municipalityCode: suita, changeReason: 'MOVE_IN_DOMESTIC' });
  await network.inAllFiles(far.latest.residentCode, { municipalityCode: kurume, changeReason: 'MOVE_IN_DOMESTIC' });
  await until(
    () => network.outbox('toyonaka-clerk'),
    ({ unconfirmed }) => unconfirmed === 0,
  );
  expect(counts(await clerk.checks())).toEqual(clean);
  expect(counts(await clerkOf(system, 'suita-clerk').checks())).toEqual(clean);
}, 60_000);

describe('an edit that went past the triggers of the database', () => {
  test('comes to light when the digests are made afresh, on both sides', async () => {
    const person = somebodyOf(toyonaka);
    await insider.pastTheTriggers(() => insider.moveTo(person, '大阪府豊中市誰も知らない'));
    expect(counts(await clerk.checks())).toEqual(clean);
    const run = await clerk.checks({ afresh: true });
    expect(run.findings).toMatchObject([{ kind: 'DIFFERENT', items: ['address'] }]);
    await insider.pastTheTriggers(() => insider.moveTo(person, person.latest.address));
    expect(counts(await clerk.checks({ afresh: true }))).toEqual(clean);
    expect((await clerk.show(run.id)).findings).toMatchObject([{ endedAs: 'REPAIRED' }]);
  }, 60_000);
});

describe('a whole prefecture', () => {
  const ask =
    'mutation ($input: PrefecturalConsistencyRequestInput!) { requestPrefecturalConsistencyChecks(input: $input) { id refusal } }';
  const officer = async (query: string, variables = {}) =>
    (await system.operator('osaka-network-officer')).asks({ purpose: 'consistency-prefecture', query, variables });

  test('is checked in one request: each municipality fetches it, runs, and the officer sees the summary', async () => {
    const { data } = await officer(ask, { input: { key: 'autumn' } });
    const { id } = data.requestPrefecturalConsistencyChecks;
    const again = await officer(ask, { input: { key: 'autumn' } });
    expect(again.data.requestPrefecturalConsistencyChecks.id).toBe(id);
    const summary =
      'query ($id: ID!) { prefecturalConsistencySummary(request: $id) { municipality closedAt missing extra different } }';
    const rows = await until(
      async () => (await officer(summary, { id })).data.prefecturalConsistencySummary,
      (checks: readonly { closedAt: string | null }[]) => checks.every(({ closedAt }) => closedAt !== null),
      60_000,
    );
    expect(rows).toMatchObject([
      { municipality: toyonaka, missing: 0, extra: 0, different: 0 },
      { municipality: '272051', missing: 0, extra: 0, different: 0 },
    ]);
  }, 90_000);

  test('of another governor is not asked for', async () => {
    const { data } = await officer(ask, { input: { key: 'theirs', municipalities: ['402036'] } });
    expect(data.requestPrefecturalConsistencyChecks).toEqual({ id: null, refusal: 'OUT_OF_SCOPE' });
  });

  test('is compared with the file of the agency in the same way', async () => {
    const start =
      'mutation ($input: PrefecturalConsistencyOrderInput!) { startPrefecturalConsistencyCheck(input: $input) { refusal runs { id municipality } } }';
    const show = `query ($m: ID!, $id: ID!) { prefecturalConsistencyRun(municipality: $m, id: $id) { finishedAt missing extra different
      findings { kind items person { prefecturalRecord { address individualNumber } nationalRecord { address } } } } }`;
    const checked = async (key: string) => {
      const { data } = await officer(start, { input: { key } });
      const { runs } = data.startPrefecturalConsistencyCheck;
      expect(runs.map(({ municipality }: { municipality: string }) => municipality)).toEqual([toyonaka, '272051']);
      return until(
        async () => (await officer(show, { m: toyonaka, id: runs[0].id })).data.prefecturalConsistencyRun,
        ({ finishedAt }) => finishedAt !== null,
        30_000,
      );
    };
    expect(await checked('national')).toMatchObject({ missing: 0, extra: 0, different: 0, findings: [] });
    const person = somebodyOf(toyonaka);
    const address = '大阪府豊中市機構の知らない町';
    await insider.moveTo(person, address);
    const found = await checked('again');
    // The officer sees which item it is and both addresses; the number is not given for this.
    expect(found.findings).toEqual([
      {
        kind: 'DIFFERENT',
        items: ['address'],
        person: {
          prefecturalRecord: { address, individualNumber: null },
          nationalRecord: { address: person.latest.address },
        },
      },
    ]);
    await insider.moveTo(person, person.latest.address);
    expect(await checked('and again')).toMatchObject({ missing: 0, extra: 0, different: 0 });
    const open = '{ prefecturalConsistencyDifferences(municipality: "272035") { kind } }';
    expect((await officer(open)).data.prefecturalConsistencyDifferences).toEqual([]);
    const theirs = '{ prefecturalConsistencyDifferences(municipality: "402036") { kind } }';
    expect((await officer(theirs)).data.prefecturalConsistencyDifferences).toEqual([]);
  }, 90_000);
});

describe('nobody else', () => {
  const ranges =
    'query ($input: PrefecturalConsistencyRangesInput!) { prefecturalConsistencyRanges(input: $input) { readiness differing } }';
  const input = { municipality: toyonaka, run: '00000000-0000-4000-8000-000000000000', ranges: [] };

  test('compares for a municipality: the machine of another one finds no run, open or not', async () => {
    const run = await clerk.checks();
    const compare = async (machine: string, id: string) =>
      (
        await system.machine(machine).request<{ prefecturalConsistencyRanges: unknown }>({
          document: ranges,
          variables: { input: { ...input, run: id } },
          purpose: 'consistency-comparison',
        })
      ).data.prefecturalConsistencyRanges;
    expect(await compare('cs-272051', run.id)).toEqual(await compare('cs-272051', input.run));
    expect(await compare('cs-272051', run.id)).toEqual({ readiness: 'NOT_OPEN', differing: null });
    const open = system.machine('cs-272051').request<{ openPrefecturalConsistencyRun: unknown }>({
      document:
        'mutation ($input: PrefecturalConsistencyOpeningInput!) { openPrefecturalConsistencyRun(input: $input) { readiness refusal } }',
      variables: { input: { municipality: toyonaka, run: input.run, scope: 'WHOLE', afresh: false } },
      purpose: 'consistency-comparison',
    });
    expect((await open).data.openPrefecturalConsistencyRun).toEqual({ readiness: 'NOT_OPEN', refusal: 'OUT_OF_SCOPE' });
  });

  test('speaks for the machine: a clerk of the municipality opens no comparison', async () => {
    const { data } = await clerk.asks(
      'mutation ($input: PrefecturalConsistencyOpeningInput!) { openPrefecturalConsistencyRun(input: $input) { readiness refusal } }',
      { input: { municipality: toyonaka, run: input.run, scope: 'WHOLE', afresh: false } },
    );
    expect(data.openPrefecturalConsistencyRun).toEqual({ readiness: 'NOT_OPEN', refusal: 'OUT_OF_SCOPE' });
  });

  test('reads the governor’s file by the purpose of the machine', async () => {
    const { data } = await system.machine('cs-272035').request<{ prefecturalSearch: unknown }>({
      document:
        'query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord { name } } } }',
      variables: { key: { residentCode: somebodyOf(toyonaka).latest.residentCode } },
      purpose: 'consistency-comparison',
    });
    expect(data.prefecturalSearch).toBeNull();
  });

  test('sees the runs of a municipality: another clerk finds none', async () => {
    const run = await clerk.checks({ scope: 'SAMPLE', sampleRanges: 5 });
    const suita = clerkOf(system, 'suita-clerk');
    await expect(suita.show(run.id)).rejects.toThrow(/no run/);
    const started = await suita.start({ municipality: toyonaka });
    expect(started.data.startMunicipalConsistencyCheck).toEqual({ refusal: 'OUT_OF_SCOPE', runs: [] });
  });

  test('is taken at a word that is none', async () => {
    for (const order of [
      { scope: 'RANGE', fromRange: 9, toRange: 3 },
      { scope: 'SAMPLE' },
      { fromRange: 1 },
      { key: '' },
    ]) {
      expect((await clerk.start(order)).data.startMunicipalConsistencyCheck).toEqual({
        refusal: 'MALFORMED',
        runs: [],
      });
    }
    const officer = await system.operator('osaka-education-officer');
    const refused = await officer.asks({ purpose, query: '{ municipalConsistencyRuns { id } }' });
    expect(refused.errors[0]?.extensions['code']).toBe('PURPOSE_NOT_YOURS');
  });
});
