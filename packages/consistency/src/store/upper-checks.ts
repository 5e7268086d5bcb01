import { compareLeaves, compareRanges, compareRecord } from '../compare.ts';
import type { BucketLeaves, ComparedPerson, DifferingPositions, RangeDigests, SentRecord } from '../messages.ts';
import { messageLimits } from '../messages.ts';
import { bucketLevel, type NodePath, parsePath } from '../tree.ts';
import { checkMessage } from './check-message.ts';
import type { Comparison, ComparisonStore, ResultCounts } from './comparison-store.ts';
import type { DigestStore } from './digest-store.ts';

/** The run that a message belongs to. */
export interface RunName {
  readonly municipality: string;
  readonly run: string;
}

/** Why a message is not answered: the digests do not know all changes yet, or no such run was opened. */
export type NotReady = 'BEHIND' | 'NOT_OPEN';

/** A compared person with whom it is, for the record of the access; `null` where the file holds nobody. */
export interface ComparedHolder extends ComparedPerson {
  readonly ref: Uint8Array | null;
}

/** The upper file's side: it compares what it is sent and answers with the result. It alters nothing in its file. */
export interface UpperChecks {
  open(opening: Omit<Comparison, 'closedAt' | keyof ResultCounts>): Promise<'READY' | NotReady>;
  compareRanges(name: RunName, ranges: readonly RangeDigests[]): Promise<readonly NodePath[] | NotReady>;
  compareLeaves(name: RunName, buckets: readonly BucketLeaves[]): Promise<DifferingPositions | NotReady>;
  compareRecords(name: RunName, records: readonly SentRecord[]): Promise<readonly ComparedHolder[] | NotReady>;
  close(name: RunName, counts: ResultCounts, now: Date): Promise<Comparison | null>;
}

/** What it is made of. */
export interface UpperOptions {
  readonly digests: DigestStore;
  readonly comparisons: ComparisonStore;
  /** Seals a `ref` so that only a tier of the network opens it, bound to municipality and position. */
  readonly sealSubject: (ref: Uint8Array, municipality: string, position: string) => string;
}

/** Makes the upper side of one tier. */
export function createUpperChecks({ digests, comparisons, sealSubject }: UpperOptions): UpperChecks {
  async function readiness({ municipality, run }: RunName): Promise<NotReady | null> {
    const comparison = await comparisons.comparison(municipality, run);
    if (!comparison || comparison.closedAt !== null) return 'NOT_OPEN';
    return (await digests.refresh(municipality)) === 'behind' ? 'BEHIND' : null;
  }

  return {
    async open(opening) {
      // Renewed once: a repeated opening finds the run there.
      if ((await comparisons.open(opening)) && opening.afresh) await digests.renew(opening.municipality);
      return (await readiness(opening)) ?? 'READY';
    },
    async compareRanges(name, ranges) {
      checkMessage(ranges.length, messageLimits.ranges, 'ranges');
      const paths = ranges.map(({ path }) => parsePath(path, [0, 1, 2, 3]));
      const wait = await readiness(name);
      return wait ?? compareRanges(ranges, await digests.ranges(name.municipality, paths));
    },
    async compareLeaves(name, buckets) {
      const people = buckets.reduce((sum, { leaves }) => sum + leaves.length, 0);
      checkMessage(buckets.length, messageLimits.leaves, 'buckets');
      checkMessage(people, messageLimits.leaves + largestBucket, 'people');
      const paths = buckets.map(({ path }) => parsePath(path, [bucketLevel]));
      const wait = await readiness(name);
      return wait ?? compareLeaves(buckets, await digests.leaves(name.municipality, paths));
    },
    async compareRecords(name, records) {
      checkMessage(records.length, messageLimits.records, 'records');
      const wait = await readiness(name);
      if (wait) return wait;
      const people = await digests.people(
        name.municipality,
        records.map(({ position }) => position),
      );
      return records.map(({ position, record }) => {
        const held = people.get(position);
        const compared = compareRecord(record, held?.record ?? null);
        const subject = compared.kind === 'EXTRA' && held ? sealSubject(held.ref, name.municipality, position) : null;
        return { position, ...compared, subject, ref: held?.record ? held.ref : null };
      });
    },
    close: ({ municipality, run }, counts, now) => comparisons.close(municipality, run, counts, now),
  };
}

/** A bucket that alone is larger than a message is sent alone. */
const largestBucket = 1_000;
