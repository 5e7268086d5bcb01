export { parseMatrix } from './parse-matrix.ts';
export { readSnapshot, type Snapshot, type SnapshotOptions } from './read-snapshot.ts';
export { snapshotFiles, snapshotHash } from './snapshot-files.ts';
