export { type Example, examples } from './examples.ts';
export type { FillProgress } from './fill/fill-registries.ts';
export { type LaunchOptions, launchSystem, type System } from './launch-system.ts';
export { bodies, inRepository, type ServiceName, services } from './layout.ts';
export type { PublishedLog } from './published-logs.ts';
export type { Service } from './service.ts';
export type { AuditUrls, Databases } from './start-databases.ts';
export { type ExampleFiles, exampleFiles } from './write-examples.ts';
