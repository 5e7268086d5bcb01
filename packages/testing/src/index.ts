export { type Answer, type Caller, createCaller, type Question } from './caller.ts';
export { type LoggedRecord, recordsOf } from './records-of.ts';
export { startTestSystem, type TestSystem } from './test-system.ts';
