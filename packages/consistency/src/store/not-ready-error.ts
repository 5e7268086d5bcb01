/** The upper side asks to wait: its digests do not know all of its changes yet. Not a fault, and never seen by a caller. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}
