import { legalDateAt } from '@juki/legal-basis';
import type { ServiceParts } from '@juki/subgraph-runtime';
import type { MoveNoticeRepository } from './move-notice-repository.ts';

/** What the eraser needs. */
export interface EraserOptions extends Pick<ServiceParts, 'clock' | 'machineOf' | 'bodies'> {
  readonly notices: Pick<MoveNoticeRepository, 'due' | 'clearPages'>;
}

const document = 'mutation EraseUnclaimedMoveNotices { eraseUnclaimedMoveNotices { notices persons } }';

/**
 * One round: sees to it that what nobody claimed is erased on its day (住民基本台帳法24条の2第4項): asks the municipality's own machine to do
 * it, through the gateway, so that the erasure is an act in the log, with whose data it was.
 */
export function eraserRound({ notices, clock, machineOf, bodies }: EraserOptions) {
  return async function round(): Promise<'again' | 'idle'> {
    const due = await notices.due(bodies.all, legalDateAt(clock()));
    for (const body of due) {
      await machineOf(body).request({ document, purpose: 'juki-move-erasure' });
    }
    if (due.length > 0) await notices.clearPages();
    return 'idle';
  };
}
