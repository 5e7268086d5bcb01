import type { ChangeEvent } from '../event/change-event.ts';
import { event } from '../event/event.test-data.ts';
import type { Notification } from '../exchange/notification.ts';
import { changeFile } from './change-file.ts';
import type { FileKind } from './examine.ts';
import type { FileMemory } from './file-memory.ts';
import type { Settled } from './settled.ts';

let made = 0;

/** A notification of an event, made on 20 November 2026. */
export function notify(more: Partial<ChangeEvent> = {}): Notification {
  made += 1;
  const id = made.toString(16).padStart(12, '0');
  return {
    ...event(more),
    recordId: `01900000-0000-7000-8000-${id}`,
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    notifiedOn: '2026-11-20',
  };
}

/** A file that remembers everything, in memory. */
export function openFile(file: FileKind = 'prefectural', covers: (code: string) => boolean = () => true) {
  const memory: FileMemory = {
    file,
    covers,
    refOfFirst: (code) => `person of ${code}`,
    numbers: new Map(),
    codes: new Map(),
    currents: new Map(),
    waiting: new Map(),
  };
  const book = changeFile(memory);
  return {
    memory,
    book,
    /** What became of it, and of everything that it set free. */
    take(notification: Notification): readonly Settled[] {
      const before = book.changes().settled.length;
      book.take({ sender: notification.municipalityCode, sequence: 1, notification });
      return book.changes().settled.slice(before);
    },
  };
}

/** In a word each: `APPLIED`, `WAITS`, or the faults. */
export function wordsOf(settled: readonly Settled[]): readonly string[] {
  return settled.map(({ outcome, faults }) =>
    outcome === 'REFUSED' ? faults.map(({ field, code }) => `${field} ${code}`).join(', ') : outcome,
  );
}
