export { assertStoreSafe } from './assert-store-safe.ts';
export { type AuditWriterOptions, createAuditWriter } from './create-audit-writer.ts';
export { createLogReader, type LogCounts, type LogReader } from './create-log-reader.ts';
export {
  type CheckpointSigner,
  createSequencer,
  type IntegrationResult,
  type Sequencer,
  type SequencerOptions,
} from './create-sequencer.ts';
export { type KeepLogsOptions, keepLogs, type LogKeeper, type LogStoreUrls, type LogTrouble } from './keep-logs.ts';
export { type LogAnswer, logHttpHandler } from './log-http-handler.ts';
export { createNodeRandom, nodeSha256, nodeVerifySignature } from './node-crypto.ts';
export type { OpenedRecord, RecordQuery } from './reader/opened-records.ts';
export type { Tally, TallyQuery } from './reader/tally.ts';
export type { Growth, SequencerStep } from './sequencer/integrate.ts';
export type { KnownWitness } from './witness/ask-witness.ts';
export { noWitnesses, parseWitnessSettings, type WitnessSettings } from './witness/parse-witness-settings.ts';
export { type WitnessWindow, witnessLimits } from './witness/witness-window.ts';
