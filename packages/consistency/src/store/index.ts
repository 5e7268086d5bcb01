export { type ComparisonStore, createComparisonStore } from './comparison-store.ts';
export { createDigestStore, type DigestStore } from './digest-store.ts';
export { type Advance, createAdvance } from './lower-checks.ts';
export { createNotificationsOf } from './notifications.ts';
export { createRequestStore } from './request-store.ts';
export { digestRound, runRound } from './rounds.ts';
export { createRunStore } from './run-store.ts';
export { createSubjectSeal } from './subject-seal.ts';
export { createUpperChecks } from './upper-checks.ts';
