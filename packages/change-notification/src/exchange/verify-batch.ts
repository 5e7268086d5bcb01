import { JukiError } from '@juki/errors';
import { base64url, fromBase64url } from './base64url.ts';
import type { Batch } from './batch.ts';
import { nextLink } from './hash-chain.ts';
import { hashNotification, type Sha256 } from './hash-notification.ts';
import { type BatchKey, signedHead } from './sign-batch.ts';

/** A batch whose signature fits its head and whose chain fits its notifications. */
export interface VerifiedBatch {
  readonly batch: Batch;
  /** Content hash of each notification, and the chain after it. */
  readonly links: readonly { readonly hash: Uint8Array; readonly chain: Uint8Array }[];
}

/**
 * Verifies who made a batch and that nothing in it was changed, left out or put in. `keysOf` gives the keys of a sender.
 * Throws `CHANGE_BATCH_INVALID`: such a batch is nobody's, so there is nothing to refuse one by one.
 */
export function verifyBatch(
  batch: Batch,
  receiver: string,
  keysOf: (sender: string) => readonly BatchKey[],
  sha256: Sha256,
): VerifiedBatch {
  const { sender, keyId, signature, notifications, previous, first, format } = batch;
  if (format !== 'juki-change-batch-1') throw invalid('The batch has a format that this receiver does not know.');
  if (batch.receiver !== receiver) throw invalid('The batch is for another receiver.');
  if (!Number.isSafeInteger(first) || first < 1) throw invalid('The sequence of a batch begins at 1.');
  if (notifications.length === 0) throw invalid('A batch holds at least one notification.');
  const key = keysOf(sender).find((known) => known.keyId === keyId);
  const bytes = fromBase64url(signature);
  if (key === undefined || bytes === null || !key.verify(signedHead(batch, notifications.length), bytes)) {
    throw invalid('The signature of the batch is not one of its sender.');
  }
  let chain = fromBase64url(previous);
  if (chain === null) throw invalid('The chain before the batch is no hash.');
  const links: { hash: Uint8Array; chain: Uint8Array }[] = [];
  for (const notification of notifications) {
    const hash = hashNotification(notification, sha256);
    chain = nextLink(chain, hash, sha256);
    links.push({ hash, chain });
  }
  if (base64url(chain) !== batch.chain) throw invalid('The notifications of the batch are not those that were signed.');
  return { batch, links };
}

function invalid(message: string): JukiError {
  return new JukiError('CHANGE_BATCH_INVALID', message);
}
