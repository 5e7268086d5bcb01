export type { AccessMode, AuditRecord, Phase, RecordActor, WithheldCoordinate } from './record.ts';
export type { AuditWriter, Receipt } from './writer.ts';
