/** Why the gateway gave nothing that the page can use. */
export type FaultKind =
  /** No answer at all: it is down, or the network is. */
  | 'unreachable'
  /** It does not accept the token, or there is none: sign in again. */
  | 'signed-out'
  /** It answered, but not with what was asked for. */
  | 'unreadable';

/** A failed exchange with the gateway, for the page to explain. */
export class GatewayFault extends Error {
  readonly kind: FaultKind;
  readonly status: number | null;

  constructor(kind: FaultKind, status: number | null, cause?: unknown) {
    super(`gateway: ${kind}`, { cause });
    this.kind = kind;
    this.status = status;
  }
}
