export { blankRecord } from './blank-record.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export { canonicalRecord, commitmentOf, commitmentTag, type Opening, saltLength } from './commitment.ts';
export { decodeEntry, type Entry, encodeEntry, entryLength, kindOfPhase } from './entry.ts';
export type { Sha256, VerifySignature } from './hashing.ts';
export { createMemoryAuditLog, type MemoryAuditLog } from './memory/create-memory-audit-log.ts';
export { type Checkpoint, formatCheckpoint, logOrigin, parseCheckpoint } from './note/checkpoint.ts';
export { type NoteSigner, signNote } from './note/signed-note.ts';
export { formatProof, type TlogProof } from './note/tlog-proof.ts';
export { encodeVerifierKey, type VerifierKey } from './note/verifier-key.ts';
export { parseAuditRecord } from './parse-audit-record.ts';
export type { AccessMode, AuditRecord, Phase, RecordActor, WithheldCoordinate } from './record.ts';
export { recordId } from './record-id.ts';
export { consistencyProof } from './tree/consistency-proof.ts';
export { inclusionProof } from './tree/inclusion-proof.ts';
export { type LogSource, nodesFromTiles } from './tree/tile-nodes.ts';
export {
  createWitness,
  type SeenHead,
  type Witness,
  type WitnessAnswer,
  type WitnessOptions,
  type WitnessStore,
} from './witness/create-witness.ts';
export type { AppendOptions, AuditWriter, Receipt } from './writer.ts';
