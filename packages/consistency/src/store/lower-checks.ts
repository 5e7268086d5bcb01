import { createHash } from 'node:crypto';
import type { ComparedRecord } from '../compared-record.ts';
import {
  type Finding,
  type LowerSide,
  type OwnState,
  runSegment,
  type SegmentResult,
  type UpperSide,
} from '../run-segment.ts';
import { rootsOf, segmentCount } from '../scope.ts';
import type { Hash } from '../tree.ts';
import type { ResultCounts } from './comparison-store.ts';
import type { DigestStore } from './digest-store.ts';
import { NotReadyError } from './not-ready-error.ts';
import type { Run, RunStore } from './run-store.ts';

/** The line to the upper side, and what has crossed it. It throws {@link NotReadyError} where the upper side asks to wait. */
export interface UpperLink extends UpperSide {
  open(run: Run): Promise<void>;
  close(run: Run, counts: ResultCounts): Promise<void>;
  readonly line: { readonly messages: number; readonly bytes: number };
}

/** Which people have a notification on its way, or a refused one open, by the hexadecimal `ref`; the others are left out. */
export type NotificationsOf = (
  municipality: string,
  refs: readonly Uint8Array[],
) => Promise<ReadonlyMap<string, 'under-way' | 'refused'>>;

/** What the lower side of a check is made of. */
export interface LowerOptions {
  readonly digests: DigestStore;
  readonly runs: RunStore;
  readonly notificationsOf: NotificationsOf;
  readonly linkTo: (run: Run) => UpperLink;
  /** Opens whom the upper side named; throws where the seal does not fit municipality and position. */
  readonly openSubject: (subject: string, municipality: string, position: string) => Uint8Array;
  readonly clock: () => number;
}

/** Takes a run as far as it goes. `later`: digests are being made, here or above; go on after a while. */
export type Advance = (run: Run) => Promise<'finished' | 'later'>;

const sha256: Hash = (data) => createHash('sha256').update(data).digest();

/** Makes the lower side. What was done stays done: after a crash, or a tier that was away, a run goes on with its next segment. */
export function createAdvance(options: LowerOptions): Advance {
  const { digests, runs, linkTo, clock } = options;
  return async (order) => {
    const link = linkTo(order);
    try {
      if (order.openedAt === null && order.afresh) await digests.renew(order.municipality);
      if ((await digests.refresh(order.municipality)) === 'behind') return 'later';
      await link.open(order);
      await runs.opened(order, new Date(clock()));
      let run = order;
      const lower = lowerSide(options, run.municipality);
      const differing =
        run.segmentsDone < segmentCount ? await differingSegments(run, lower.side, link) : new Set<number>();
      let counted = { messages: 0, bytes: 0 };
      for (let segment = run.segmentsDone; segment < segmentCount; segment += 1) {
        const roots = differing.has(segment) ? rootsOf(run.scope, segment, sha256) : [];
        const result = await runSegment(roots, lower.side, link);
        const { messages, bytes } = link.line;
        run = await runs.segmentDone({
          run,
          segment,
          result: { ...result, findings: result.findings.flatMap((finding) => lower.name(finding)) },
          line: { messages: messages - counted.messages, bytes: bytes - counted.bytes },
          ranges: run.scope.kind === 'WHOLE' ? null : rootsOf(run.scope, segment, sha256),
          now: new Date(clock()),
        });
        counted = { messages, bytes };
      }
      await link.close(run, run);
      await runs.finished(run, new Date(clock()));
      return 'finished';
    } catch (fault) {
      if (fault instanceof NotReadyError) return 'later';
      throw fault;
    }
  };
}

/** A whole check asks for the sixteen children of the root at once; a part of one looks at its ranges in any case. */
async function differingSegments(run: Run, lower: LowerSide, link: UpperLink): Promise<ReadonlySet<number>> {
  const all = Array.from({ length: segmentCount }, (_, segment) => segment);
  if (run.scope.kind !== 'WHOLE') return new Set(all);
  const differing = await link.compareRanges(await lower.ranges(['']));
  return new Set(differing.map((path) => Number.parseInt(path, 16)));
}

function lowerSide({ digests, notificationsOf, openSubject }: LowerOptions, municipality: string) {
  const refs = new Map<string, Uint8Array>();
  const side: LowerSide = {
    ranges: (parents) => digests.ranges(municipality, parents),
    leaves: (buckets) => digests.leaves(municipality, buckets),
    async states(positions) {
      const people = await digests.people(municipality, positions);
      for (const [position, { ref }] of people) refs.set(position, ref);
      const notifications = await notificationsOf(
        municipality,
        [...people.values()].map(({ ref }) => ref),
      );
      return new Map(
        positions.map((position): [string, OwnState] => {
          const person = people.get(position);
          const record = person?.record ?? null;
          const notification = person && notifications.get(Buffer.from(person.ref).toString('hex'));
          return [position, { record, version: record && versionOf(record), notification: notification ?? 'none' }];
        }),
      );
    },
  };
  return {
    side,
    /** Whom a finding is about. What the upper side names without a seal that fits is left out: it names nobody. */
    name(finding: Finding): (SegmentResult['findings'][number] & { readonly ref: Uint8Array }) | readonly never[] {
      const ref =
        finding.subject === null
          ? refs.get(finding.position)
          : openSubject(finding.subject, municipality, finding.position);
      return ref ? { ...finding, ref } : [];
    },
  };
}

function versionOf(record: ComparedRecord): string {
  return JSON.stringify(record);
}
