import type { MediaLedger } from './media-ledger.ts';
import type { MediumEntry } from './medium-entry.ts';

/** What erasing needs. */
export interface Eraser {
  readonly ledger: MediaLedger;
  readonly bodies: readonly string[];
  /** Removes a file at a place below the shared folder; `false` where none was. */
  readonly removeFile: (place: string) => Promise<boolean>;
  /** Told of each medium that is erased, before its entry stands: destroys the keys that open it. */
  readonly onErase?: ((entry: MediumEntry) => Promise<void>) | undefined;
  readonly clock: () => number;
}

const batch = 50;

/**
 * 消去: removes what is due and records that it did. Only files of the shared folder are in the tier's own hands; paper and
 * removable media stay in the list until a person enters that they were destroyed. Removing is repeatable, so a crash
 * before the entry only repeats it. Returns how many were erased.
 */
export async function eraseDue({ ledger, bodies, removeFile, onErase, clock }: Eraser): Promise<number> {
  const due = await ledger.due({ bodies, by: clock(), limit: batch, inFolder: true });
  let erased = 0;
  for (const entry of due) {
    await removeFile(entry.place.slice('folder:'.length));
    await onErase?.(entry);
    await ledger.record({
      ...entry,
      key: `erased:${entry.medium}`,
      act: 'ERASED',
      operator: 'erasure-worker',
      secondPerson: null,
      enteredAt: clock(),
      dueAt: null,
      request: null,
    });
    erased += 1;
  }
  return erased;
}
