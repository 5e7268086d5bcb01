import { createLoop, logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import { createMediaLedger } from './create-media-ledger.ts';
import { eraseDue } from './erase-due.ts';
import { createMediaDesk, type MediaDesk } from './media-desk.ts';
import type { MediaLedger } from './media-ledger.ts';
import type { MediumEntry } from './medium-entry.ts';
import { removeFromFolder } from './remove-from-folder.ts';

/** What a tier says to open its ledger. */
export interface MediaLedgerOptions {
  /** The body of an agency, where this process hosts it. */
  readonly bodyOf: (agency: string) => string | undefined;
  /** Destroys what opens a medium, such as the key of a sealed file. */
  readonly onErase?: ((entry: MediumEntry) => Promise<void>) | undefined;
}

/** Opens the ledger of media of a tier, with the worker that erases what is due (`media-erasure`). */
export function openMediaLedger(
  { writer, bodies, folder, clock, log }: ServiceParts,
  { bodyOf, onErase }: MediaLedgerOptions,
): OpenedServices<MediaDesk> & { readonly ledger: MediaLedger } {
  const ledger = createMediaLedger(writer);
  const removeFile = removeFromFolder(folder);
  const name = 'media-erasure';
  const worker = createLoop({
    name,
    everyMs: 2_000,
    run: async () => {
      const erased = await eraseDue({ ledger, bodies: bodies.all, removeFile, onErase, clock });
      return erased > 0 ? 'again' : 'idle';
    },
    onFault: logFault(log, name),
  });
  return { ledger, services: createMediaDesk(ledger, bodyOf), workers: [worker], close: async () => undefined };
}
