export { createComparisonStore } from './comparison-store.ts';
export { createDigestStore, type DigestStore } from './digest-store.ts';
export { createAdvance, type UpperLink } from './lower-checks.ts';
export { createNotificationsOf } from './notifications.ts';
export { readRecords } from './read-records.ts';
export { createRunStore } from './run-store.ts';
export { createSubjectSeal } from './subject-seal.ts';
export { createUpperChecks } from './upper-checks.ts';
