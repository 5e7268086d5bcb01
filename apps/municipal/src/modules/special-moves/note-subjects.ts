import { type AccessLedger, refText } from '@juki/subgraph-runtime';

/** Notes in a body's log whom an operation was about, where its answer shows nobody. */
export function noteSubjects(
  ledger: AccessLedger,
  coordinate: string,
  body: string,
  refs: readonly Uint8Array[],
): void {
  for (const ref of refs) {
    const holding = { ref: refText(ref), body, argument: null };
    ledger.holdRow({}, holding);
    ledger.note(holding, coordinate);
  }
}
