import { createHash, createHmac } from 'node:crypto';
import { compareLeaves, compareRanges, compareRecord } from '../compare.ts';
import type { ComparedRecord } from '../compared-record.ts';
import type { BucketLeaves, RangeDigests } from '../messages.ts';
import { createPersonHashes } from '../person-hashes.ts';
import type { LowerSide, OwnState, UpperSide } from '../run-segment.ts';
import { bucketDigest, bucketLevel, bucketOf, fanOut, type Leaf, type NodePath, nodeDigest, pathOf } from '../tree.ts';

/** SHA-256 for tests. */
export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest());

/** The hashes of a network whose key is a word. */
export const testHashes = createPersonHashes(
  (data) => new Uint8Array(createHmac('sha256', 'the key of the network').update(data).digest()),
);

/** A file in memory: records by the hexadecimal `ref`. */
export type MemoryFile = Map<string, ComparedRecord>;

const text = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 16)).toString('base64url');

interface Entry extends Leaf {
  readonly ref: string;
  readonly record: ComparedRecord;
}

function entriesOf(file: MemoryFile, municipality: string): Entry[] {
  return [...file].map(([ref, record]) => {
    const position = testHashes.positionOf(municipality, Buffer.from(ref, 'hex'));
    return { ref, record, position, digest: testHashes.digestOf(municipality, position, record) };
  });
}

/** Position of a person as it travels. */
export function positionText(municipality: string, ref: string): string {
  return text(testHashes.positionOf(municipality, Buffer.from(ref, 'hex')));
}

/** The digest of a node, computed from the definition. */
function digestAt(path: NodePath, entries: readonly Entry[]): Uint8Array | null {
  const below = entries.filter(({ position }) => pathOf(bucketLevel, bucketOf(position)).startsWith(path));
  if (below.length === 0) return null;
  if (path.length === bucketLevel) return bucketDigest(below, sha256);
  const children = Array.from({ length: fanOut }, (_, index) => ({
    index,
    digest: digestAt(path + pathOf(1, index), below),
  })).flatMap(({ index, digest }) => (digest ? [{ index, digest }] : []));
  return nodeDigest(path.length, children, sha256);
}

/** Answers from a file as it stands at each call. */
function memoryFile(file: MemoryFile, municipality: string) {
  return {
    async ranges(parents: readonly NodePath[]): Promise<RangeDigests[]> {
      const entries = entriesOf(file, municipality);
      return parents.map((path) => ({
        path,
        digests: Array.from({ length: fanOut }, (_, index) => {
          const digest = digestAt(path + pathOf(1, index), entries);
          return digest && text(digest);
        }),
      }));
    },
    async leaves(buckets: readonly NodePath[]): Promise<BucketLeaves[]> {
      const entries = entriesOf(file, municipality);
      return buckets.map((path) => ({
        path,
        leaves: entries
          .filter(({ position }) => pathOf(bucketLevel, bucketOf(position)) === path)
          .map(({ position, digest }) => ({ position: text(position), digest: text(digest) })),
      }));
    },
    recordAt(position: string): ComparedRecord | null {
      const found = [...file].find(([ref]) => positionText(municipality, ref) === position);
      return found?.[1] ?? null;
    },
  };
}

/** The lower side over a file in memory; `underWay` and `refused` are hexadecimal `ref`s. */
export function memoryLower(
  file: MemoryFile,
  municipality: string,
  notifications: { readonly underWay?: ReadonlySet<string>; readonly refused?: ReadonlySet<string> } = {},
): LowerSide {
  const side = memoryFile(file, municipality);
  const among = (refs: ReadonlySet<string> | undefined, position: string) =>
    [...(refs ?? [])].some((ref) => positionText(municipality, ref) === position);
  return {
    ...side,
    async states(positions) {
      return new Map(
        positions.map((position): [string, OwnState] => {
          const record = side.recordAt(position);
          const refused = among(notifications.refused, position) ? 'refused' : 'none';
          const notification = among(notifications.underWay, position) ? 'under-way' : refused;
          return [position, { record, version: record && JSON.stringify(record), notification }];
        }),
      );
    },
  };
}

/** The upper side over a file in memory, and what crossed the line: bytes of both directions, messages. */
export function memoryUpper(file: MemoryFile, municipality: string) {
  const side = memoryFile(file, municipality);
  const line = { bytes: 0, messages: 0 };
  const crossed = <T>(sent: unknown, answer: T): T => {
    line.bytes += JSON.stringify(sent).length + JSON.stringify(answer).length;
    line.messages += 1;
    return answer;
  };
  const upper: UpperSide = {
    async compareRanges(ranges) {
      return crossed(ranges, compareRanges(ranges, await side.ranges(ranges.map(({ path }) => path))));
    },
    async compareLeaves(buckets) {
      return crossed(buckets, compareLeaves(buckets, await side.leaves(buckets.map(({ path }) => path))));
    },
    async compareRecords(records) {
      const answers = records.map(({ position, record }) => {
        const compared = compareRecord(record, side.recordAt(position));
        return { position, ...compared, subject: compared.kind === 'EXTRA' ? `sealed ${position}` : null };
      });
      return crossed(records, answers);
    },
  };
  return { upper, line };
}
