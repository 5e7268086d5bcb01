import type { ComparedItem, ComparedRecord } from './compared-record.ts';
import {
  type BucketLeaves,
  type ComparedPerson,
  type DifferingPositions,
  type FindingKind,
  messageLimits,
  type RangeDigests,
  type SentRecord,
} from './messages.ts';
import { bucketLevel, type NodePath } from './tree.ts';

/** How a person stands in the lower file at one instant. */
export interface OwnState {
  /** `null`: the file holds nobody there. */
  readonly record: ComparedRecord | null;
  /** Names the state of the record: equal only where the record is. `null` with it. */
  readonly version: string | null;
  /** Whether a notification (本人確認情報の通知) of the person is on its way up, or came back and is open (refused). */
  readonly notification: 'none' | 'under-way' | 'refused';
}

/** The lower file's side of a check. */
export interface LowerSide {
  ranges(parents: readonly NodePath[]): Promise<readonly RangeDigests[]>;
  leaves(buckets: readonly NodePath[]): Promise<readonly BucketLeaves[]>;
  /**
   * Reads the record first and then what is on its way: a record that is read here was either notified and confirmed, or its
   * notification is seen.
   */
  states(positions: readonly string[]): Promise<ReadonlyMap<string, OwnState>>;
}

/** The upper file's side, reached by messages. */
export interface UpperSide {
  compareRanges(ranges: readonly RangeDigests[]): Promise<readonly NodePath[]>;
  compareLeaves(buckets: readonly BucketLeaves[]): Promise<DifferingPositions>;
  compareRecords(records: readonly SentRecord[]): Promise<readonly ComparedPerson[]>;
}

/** A difference that stands. */
export interface Finding {
  readonly position: string;
  readonly kind: FindingKind;
  readonly items: readonly ComparedItem[];
  readonly subject: string | null;
  /** Whether a refused notification of the person is open: then the correction of that one is the repair. */
  readonly refused: boolean;
}

/** What one segment of a run found. */
export interface SegmentResult {
  readonly findings: readonly Finding[];
  /** People whose change was on its way: neither equal nor different today. */
  readonly underWay: readonly string[];
  /** Nodes and people whose digests were compared, and records that were sent: the cost. */
  readonly nodes: number;
  readonly leaves: number;
  readonly records: number;
}

/** A change that comes between twice is looked at a third time, and then left to the next run. */
const attempts = 3;

/** Compares what lies below some nodes: digests from the top down where they differ, then people, then their items. */
export async function runSegment(
  roots: readonly NodePath[],
  lower: LowerSide,
  upper: UpperSide,
): Promise<SegmentResult> {
  const cost = { nodes: 0, leaves: 0, records: 0 };
  const buckets = await descend(roots);
  const findings: Finding[] = [];
  const underWay: string[] = [];
  for (const batch of byLeaves(await fetchLeaves(buckets))) {
    cost.leaves += batch.reduce((sum, { leaves }) => sum + leaves.length, 0);
    const { missing, extra, different } = await upper.compareLeaves(batch);
    for (const positions of chunks([...missing, ...extra, ...different], messageLimits.records)) {
      const settled = await settle(positions);
      findings.push(...settled.findings);
      underWay.push(...settled.underWay);
    }
  }
  return { findings, underWay, ...cost };

  async function descend(paths: readonly NodePath[]): Promise<readonly NodePath[]> {
    if (paths.length === 0 || paths[0]?.length === bucketLevel) return paths;
    const differing: NodePath[] = [];
    for (const parents of chunks(paths, messageLimits.ranges)) {
      const ranges = await lower.ranges(parents);
      cost.nodes += ranges.reduce((sum, { digests }) => sum + digests.length, 0);
      differing.push(...(await upper.compareRanges(ranges)));
    }
    return descend(differing);
  }

  async function fetchLeaves(paths: readonly NodePath[]): Promise<readonly BucketLeaves[]> {
    const fetched: BucketLeaves[] = [];
    for (const part of chunks(paths, messageLimits.ranges)) fetched.push(...(await lower.leaves(part)));
    return fetched;
  }

  /**
   * Settles what is a difference. A person counts only if nothing of them was on its way before the comparison, and their record
   * stood unchanged after it: then the upper file had taken in all that the lower one knew, and still differs.
   */
  async function settle(
    positions: readonly string[],
  ): Promise<{ findings: readonly Finding[]; underWay: readonly string[] }> {
    const found: Finding[] = [];
    let open = positions;
    for (let attempt = 1; attempt <= attempts && open.length > 0; attempt += 1) {
      const before = await lower.states(open);
      const asked = open.filter((position) => before.get(position)?.notification !== 'under-way');
      if (asked.length === 0) break;
      cost.records += asked.length;
      const answers = await upper.compareRecords(
        asked.map((position) => ({ position, record: before.get(position)?.record ?? null })),
      );
      const after = await lower.states(asked);
      // Only what was asked is taken from the answer: the upper side names nobody by itself.
      const stood = new Set(
        asked.filter((position) => {
          const state = after.get(position);
          return state?.notification !== 'under-way' && state?.version === before.get(position)?.version;
        }),
      );
      for (const { position, kind, items, subject } of answers.filter((answer) => stood.has(answer.position))) {
        const refused = after.get(position)?.notification === 'refused';
        if (kind !== null) found.push({ position, kind, items, subject, refused });
      }
      open = open.filter((position) => !stood.has(position));
    }
    return { findings: found, underWay: open };
  }
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Buckets together as long as their people fit one message. */
function byLeaves(buckets: readonly BucketLeaves[]): readonly (readonly BucketLeaves[])[] {
  const batches: BucketLeaves[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const bucket of buckets) {
    const added = bucket.leaves.length + 1;
    if (size + added > messageLimits.leaves) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(bucket);
    size += added;
  }
  return batches;
}
