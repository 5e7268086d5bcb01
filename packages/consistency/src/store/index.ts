export {
  type Comparison,
  type ComparisonStore,
  createComparisonStore,
  type ResultCounts,
} from './comparison-store.ts';
export { createDigestStore, type DigestStore } from './digest-store.ts';
export { type Advance, createAdvance, type NotificationsOf, type UpperLink } from './lower-checks.ts';
export { NotReadyError } from './not-ready-error.ts';
export { createRequestStore, type RequestedCheck, type RequestStore } from './request-store.ts';
export { createRunStore, type ListedFinding, type Run, type RunOrder, type RunStore } from './run-store.ts';
export { createUpperChecks, type NotReady, type RunName, type UpperChecks } from './upper-checks.ts';
