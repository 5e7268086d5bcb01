import type { Fault } from '../event/fault-codes.ts';
import type { WaitsFor } from '../exchange/receipt.ts';
import { apply } from './apply.ts';
import { examine } from './examine.ts';
import type { FileMemory, Waiting } from './file-memory.ts';
import type { FileRow } from './file-row.ts';
import { identify } from './identify.ts';
import type { Incoming } from './incoming.ts';
import type { FileChanges, Settled } from './settled.ts';

/** Takes notifications into a file, one after the other. */
export interface ChangeFile {
  take(incoming: Incoming): void;
  /** Ends the waiting of a notification that waited too long, and lets those behind it go on. */
  refuseOverdue(waiting: Waiting): void;
  changes(): FileChanges;
}

/**
 * Examines notifications against what a file knows and applies those that pass. Per person and municipality the order is
 * kept: behind one that waits the later ones wait too, and none is ever applied after a later one.
 */
export function changeFile(memory: FileMemory): ChangeFile {
  const settled: Settled[] = [];
  const added = new Map<string, FileRow>();
  const superseded: { row: FileRow; on: string }[] = [];

  function waitingOf(ref: string): readonly Waiting[] {
    return memory.waiting.get(ref) ?? [];
  }

  /** A person who waits is known by the code of the notification that waits, though no row says so yet. */
  function claimOf(residentCode: string): string | null {
    for (const [ref, waiting] of memory.waiting) {
      if (waiting.some(({ notification }) => notification.residentCode === residentCode)) return ref;
    }
    return null;
  }

  const identifyIn = (incoming: Incoming) =>
    identify(incoming.notification, {
      numberHolder: (number) => memory.numbers.get(number) ?? null,
      codeHolder: (code) => memory.codes.get(code) ?? claimOf(code),
      refOfFirst: memory.refOfFirst,
    });

  function refuse(incoming: Incoming, ref: string | null, faults: readonly Fault[], late: boolean): void {
    settled.push({ incoming, outcome: 'REFUSED', faults, waitsFor: null, ref, late });
  }

  function wait(incoming: Incoming, ref: string, waitsFor: WaitsFor): void {
    memory.waiting.set(ref, [...waitingOf(ref), { ...incoming, ref }]);
    settled.push({ incoming, outcome: 'WAITS', faults: [], waitsFor, ref, late: false });
  }

  function enter(incoming: Incoming, ref: string, late: boolean): void {
    const { notification } = incoming;
    const current = memory.currents.get(ref) ?? null;
    if (current !== null && memory.late?.has(current.recordId)) {
      enterPast(incoming, current);
      return;
    }
    const { added: row, superseded: former } = apply(current, notification, ref);
    if (former?.supersededOn) {
      if (added.has(former.recordId)) added.set(former.recordId, former);
      else superseded.push({ row: former, on: former.supersededOn });
    }
    added.set(row.recordId, row);
    memory.currents.set(ref, row);
    memory.numbers.set(row.individualNumber, ref);
    memory.codes.set(row.residentCode, ref);
    settled.push({ incoming, outcome: 'APPLIED', faults: [], waitsFor: null, ref, late });
  }

  /** What was lost and comes back after a later notification is history at once. */
  function enterPast(incoming: Incoming, current: FileRow): void {
    const { ref } = current;
    const { added: row } = apply(current, incoming.notification, ref);
    const before = [...added.values()].filter((one) => one.ref === ref).length;
    const revision = row.revision + before;
    added.set(row.recordId, { ...row, revision, supersededOn: incoming.notification.notifiedOn });
    settled.push({ incoming, outcome: 'APPLIED', faults: [], waitsFor: null, ref, late: false });
  }

  function situationOf(ref: string) {
    return { file: memory.file, current: memory.currents.get(ref) ?? null, covers: memory.covers };
  }

  /** Looks again at the first of each municipality that waits for a person, until nothing more moves. */
  function release(ref: string): void {
    const heads = new Map<string, Waiting>();
    for (const one of waitingOf(ref)) {
      const { municipalityCode } = one.notification;
      if (!heads.has(municipalityCode)) heads.set(municipalityCode, one);
    }
    for (const head of heads.values()) {
      if (settleHead(head)) {
        release(ref);
        return;
      }
    }
  }

  function settleHead(head: Waiting): boolean {
    const { ref } = head;
    const rest = waitingOf(ref).filter((one) => one !== head);
    memory.waiting.set(ref, rest);
    const { faults } = identifyIn(head);
    const verdict =
      faults.length > 0 ? ({ kind: 'REFUSED', faults } as const) : examine(head.notification, situationOf(ref));
    if (verdict.kind === 'WAITS') {
      memory.waiting.set(ref, [head, ...rest]);
      return false;
    }
    if (verdict.kind === 'REFUSED') refuse(head, ref, verdict.faults, true);
    else enter(head, ref, true);
    return true;
  }

  return {
    take(incoming) {
      const { ref, faults } = identifyIn(incoming);
      if (ref === null || faults.length > 0) return refuse(incoming, ref, faults, false);
      const { municipalityCode } = incoming.notification;
      if (waitingOf(ref).some(({ notification }) => notification.municipalityCode === municipalityCode)) {
        return wait(incoming, ref, 'EARLIER_NOTIFICATION');
      }
      const verdict = examine(incoming.notification, situationOf(ref));
      if (verdict.kind === 'REFUSED') return refuse(incoming, ref, verdict.faults, false);
      if (verdict.kind === 'WAITS') return wait(incoming, ref, 'DELETION_ELSEWHERE');
      enter(incoming, ref, false);
      return release(ref);
    },
    refuseOverdue(waiting) {
      const { ref } = waiting;
      memory.waiting.set(
        ref,
        waitingOf(ref).filter((one) => one !== waiting),
      );
      refuse(waiting, ref, [{ field: 'municipalityCode', code: 'RESIDENT_ELSEWHERE' }], true);
      release(ref);
    },
    changes: () => ({ settled, added: [...added.values()], superseded }),
  };
}
