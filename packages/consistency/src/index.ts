export { compareLeaves, compareRanges, compareRecord } from './compare.ts';
export { type ComparedItem, type ComparedRecord, comparedItems } from './compared-record.ts';
export {
  type BucketLeaves,
  type ComparedPerson,
  type DifferingPositions,
  type FindingKind,
  type LeafDigest,
  messageLimits,
  type RangeDigests,
  type SentRecord,
} from './messages.ts';
export { createPersonHashes, type PersonHashes } from './person-hashes.ts';
export {
  type Finding,
  type LowerSide,
  type OwnState,
  runSegment,
  type SegmentResult,
  type UpperSide,
} from './run-segment.ts';
export { type CheckScope, checkScope, covers, rootsOf, segmentCount } from './scope.ts';
export { bucketLevel, type NodePath, parsePath } from './tree.ts';
