import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ComparedItem, type ComparedRecord, comparedItems } from './compared-record.ts';
import { runSegment } from './run-segment.ts';
import { rootsOf, segmentCount } from './scope.ts';
import { type MemoryFile, memoryLower, memoryUpper, positionText, sha256 } from './testing/memory-sides.ts';

const municipality = '272035';
const refOf = (number: number) => number.toString(16).padStart(32, '0');

function recordOf(number: number): ComparedRecord {
  const empty = Object.fromEntries(comparedItems.map((item) => [item, null]));
  return {
    ...blank,
    ...empty,
    name: `豊中 ${number}`,
    birthDate: '1980-01-01',
    address: `大阪府豊中市${number}番地`,
    individualNumber: String(number).padStart(12, '0'),
  };
}
const blank: ComparedRecord = {
  name: null,
  nameKana: null,
  formerSurname: null,
  formerSurnameKana: null,
  alias: null,
  birthDate: null,
  sex: null,
  address: null,
  individualNumber: null,
  residentCode: null,
  changeKind: null,
  changeReason: null,
  changeDate: null,
  previousIndividualNumber: null,
  previousResidentCode: null,
};

function fileOf(people: number): MemoryFile {
  return new Map(Array.from({ length: people }, (_, number) => [refOf(number), recordOf(number)]));
}

async function check(lower: ReturnType<typeof memoryLower>, upper: ReturnType<typeof memoryUpper>) {
  const segments = Array.from({ length: segmentCount }, (_, segment) => rootsOf({ kind: 'WHOLE' }, segment, sha256));
  const results = [];
  // As a run does: the root's children first, and only the segments that differ.
  const [root] = await lower.ranges(['']);
  const differing = root ? await upper.upper.compareRanges([root]) : [];
  for (const roots of segments.filter(([path]) => path !== undefined && differing.includes(path))) {
    results.push(await runSegment(roots, lower, upper.upper));
  }
  return {
    findings: results.flatMap(({ findings }) => findings),
    underWay: results.reduce((sum, { underWay }) => sum + underWay.length, 0),
    nodes: results.reduce((sum, { nodes }) => sum + nodes, 0),
    leaves: results.reduce((sum, { leaves }) => sum + leaves, 0),
    records: results.reduce((sum, { records }) => sum + records, 0),
  };
}

type Planted =
  | { readonly ref: string; readonly kind: 'MISSING' }
  | { readonly ref: string; readonly kind: 'EXTRA' }
  | { readonly ref: string; readonly kind: 'DIFFERENT'; readonly items: readonly ComparedItem[] };

const items = fc.uniqueArray(fc.constantFrom(...comparedItems), { minLength: 1 });
const planted = fc.uniqueArray(
  fc.oneof(
    fc.record({ number: fc.nat(199), kind: fc.constant('MISSING' as const) }),
    fc.record({ number: fc.nat(199), kind: fc.constant('DIFFERENT' as const), items }),
    fc.record({ number: fc.integer({ min: 200, max: 400 }), kind: fc.constant('EXTRA' as const) }),
  ),
  { selector: ({ number }) => number, maxLength: 12 },
);

function plant(upper: MemoryFile, differences: readonly Planted[]): void {
  for (const difference of differences) {
    const record = upper.get(difference.ref);
    if (difference.kind === 'MISSING') upper.delete(difference.ref);
    else if (difference.kind === 'EXTRA') upper.set(difference.ref, recordOf(Number.parseInt(difference.ref, 16)));
    else if (record && difference.kind === 'DIFFERENT') {
      const changed = difference.items.map((item) => [item, `${record[item] ?? ''}!`]);
      upper.set(difference.ref, { ...record, ...Object.fromEntries(changed) });
    }
  }
}

test('all planted differences are found, with their items, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(planted, async (wanted) => {
      const differences: Planted[] = wanted.map(({ number, ...rest }) => ({ ref: refOf(number), ...rest }));
      const [lower, upper] = [fileOf(200), fileOf(200)];
      plant(upper, differences);
      const { findings, underWay } = await check(memoryLower(lower, municipality), memoryUpper(upper, municipality));
      const expected = differences.map((difference) => ({
        position: positionText(municipality, difference.ref),
        kind: difference.kind,
        items: difference.kind === 'DIFFERENT' ? comparedItems.filter((item) => difference.items.includes(item)) : [],
      }));
      const byPosition = (one: { position: string }, other: { position: string }) =>
        one.position < other.position ? -1 : 1;
      expect(
        findings.map(({ position, kind, items: found }) => ({ position, kind, items: [...found] })).sort(byPosition),
      ).toEqual(expected.sort(byPosition));
      expect(underWay).toBe(0);
    }),
    { numRuns: 40 },
  );
});

describe('the cost', () => {
  /** Of one difference: sixteen nodes on each level below the root's children, its bucket, its record. */
  const perDifference = { nodes: 3 * 16, bytes: 3 * 16 * 30 + 2_000 };

  test.each([0, 1, 5, 20])('of %i differences is bounded by their number, whatever the population', async (count) => {
    for (const people of [100, 1_000]) {
      const [lower, upper] = [fileOf(people), fileOf(people)];
      plant(
        upper,
        Array.from({ length: count }, (_, number) => ({ ref: refOf(number), kind: 'DIFFERENT', items: ['address'] })),
      );
      const side = memoryUpper(upper, municipality);
      const { findings, nodes, leaves, records } = await check(memoryLower(lower, municipality), side);
      expect(findings).toHaveLength(count);
      expect(nodes).toBeLessThanOrEqual(count * perDifference.nodes);
      // A bucket of so small a municipality holds one person, two at most.
      expect(leaves).toBeLessThanOrEqual(count * 2);
      expect(records).toBe(count);
      expect(side.line.bytes).toBeLessThanOrEqual(600 + count * perDifference.bytes);
    }
  });

  test('of two equal files is one message', async () => {
    const side = memoryUpper(fileOf(500), municipality);
    await check(memoryLower(fileOf(500), municipality), side);
    expect(side.line.messages).toBe(1);
  });
});

describe('a change on its way', () => {
  const changed = (file: MemoryFile, number: number) => {
    file.set(refOf(number), { ...recordOf(number), address: '大阪府豊中市中桜塚三丁目1番1号' });
  };

  test('is no difference; the next run looks again', async () => {
    const [lower, upper] = [fileOf(50), fileOf(50)];
    changed(lower, 7);
    const underWay = new Set([refOf(7)]);
    const side = memoryUpper(upper, municipality);
    const first = await check(memoryLower(lower, municipality, { underWay }), side);
    expect([first.findings, first.underWay]).toEqual([[], 1]);
    changed(upper, 7);
    const second = await check(memoryLower(lower, municipality), side);
    expect([second.findings, second.underWay]).toEqual([[], 0]);
  });

  test('that begins between the digests and the records is none either', async () => {
    const [lower, upper] = [fileOf(50), fileOf(50)];
    changed(upper, 7);
    const side = memoryUpper(upper, municipality);
    const underWay = new Set<string>();
    const own = memoryLower(lower, municipality, { underWay });
    // The upper file is ahead when digests are compared; the lower one has the change when the records are.
    const answer = await check(own, {
      ...side,
      upper: {
        ...side.upper,
        async compareRecords(records) {
          changed(lower, 7);
          return side.upper.compareRecords(records);
        },
      },
    });
    expect(answer.findings).toEqual([]);
  });

  test('that was refused is a difference, and is said to be open', async () => {
    const [lower, upper] = [fileOf(50), fileOf(50)];
    changed(lower, 7);
    const refused = new Set([refOf(7)]);
    const { findings } = await check(memoryLower(lower, municipality, { refused }), memoryUpper(upper, municipality));
    expect(findings).toMatchObject([{ kind: 'DIFFERENT', items: ['address'], refused: true }]);
  });
});

test('an upper side that names people by itself is not believed', async () => {
  const [lower, upper] = [fileOf(50), fileOf(50)];
  upper.delete(refOf(3));
  const side = memoryUpper(upper, municipality);
  const invented = { position: 'AAAAAAAAAAAAAAAAAAAAAA', kind: 'EXTRA', items: [], subject: 'x' } as const;
  const { findings } = await check(memoryLower(lower, municipality), {
    ...side,
    upper: {
      ...side.upper,
      compareRecords: async (records) => [...(await side.upper.compareRecords(records)), invented],
    },
  });
  expect(findings.map(({ position }) => position)).toEqual([positionText(municipality, refOf(3))]);
});
