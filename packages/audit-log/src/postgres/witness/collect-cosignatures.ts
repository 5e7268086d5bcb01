import { JukiError } from '@juki/errors';
import type { Sha256, VerifySignature } from '../../hashing.ts';
import { consistencyProof } from '../../tree/consistency-proof.ts';
import { type LogSource, nodesFromTiles } from '../../tree/tile-nodes.ts';
import { askWitness, type KnownWitness } from './ask-witness.ts';
import type { CosignatureStore, CosignedCheckpoint } from './cosignature-store.ts';

/** What one round over a log needs. */
export interface CollectTools {
  readonly sha256: Sha256;
  readonly verifySignature: VerifySignature;
  readonly store: CosignatureStore;
  readonly source: (body: string) => LogSource;
  readonly witnesses: readonly KnownWitness[];
  /** Told of each witness that was asked: with a fault where it did not answer, refused, or gave what is no cosignature. */
  readonly onAsked: (body: string, witness: string, fault?: unknown) => void;
}

/** Brings the newest checkpoint of a log to every witness that has not cosigned it yet. A slow one delays no other. */
export async function collectCosignatures(tools: CollectTools, body: string): Promise<void> {
  const newest = await tools.store.newest(body);
  if (newest === null) return;
  const missing = tools.witnesses.filter(({ key }) => !newest.lines.has(key.name));
  await Promise.all(
    missing.map((witness) =>
      collect(tools, body, newest, witness).then(
        () => tools.onAsked(body, witness.key.name),
        (fault: unknown) => tools.onAsked(body, witness.key.name, fault),
      ),
    ),
  );
}

async function collect(
  tools: CollectTools,
  body: string,
  { size, note }: CosignedCheckpoint,
  witness: KnownWitness,
): Promise<void> {
  let oldSize = Math.min(await tools.store.sizeSeenBy(body, witness.key.name), size);
  // The second time from where the witness says that it stands: another sender may have been there, or an answer was lost.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const proof = await consistencyProof(
      tools.sha256,
      nodesFromTiles(tools.sha256, tools.source(body), size),
      oldSize,
      size,
    );
    const reply = await askWitness(tools, witness, { note, oldSize, proof });
    if (reply.kind === 'cosigned') {
      return tools.store.keep(body, { size, witness: witness.key.name, line: reply.line });
    }
    if (reply.kind !== 'elsewhere') throw trouble(body, witness, reply);
    // It saw a larger tree than we have: another process has signed since, or our store was put back to an old copy.
    if (reply.size > size) throw trouble(body, witness, reply);
    if (attempt === 1) throw trouble(body, witness, reply);
    oldSize = reply.size;
  }
}

function trouble(body: string, { key }: KnownWitness, reply: object): JukiError {
  return new JukiError('AUDIT_UNAVAILABLE', `The witness ${key.name} did not cosign the log of ${body}.`, {
    details: { body, witness: key.name, ...reply },
  });
}
