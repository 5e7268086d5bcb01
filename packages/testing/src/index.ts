export { type Answer, type Caller, createCaller, type Question } from './caller.ts';
export { type LoggedRecord, recordsOf } from './records-of.ts';
export { startTestSystem, type TestSystem } from './test-system.ts';
export { type LoggedEntry, publishedFiles, type SeenCheckpoints, type WholeLog, wholeLogs } from './whole-logs.ts';
