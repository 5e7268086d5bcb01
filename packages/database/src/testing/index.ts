export { type TemporaryOptions, temporaryPostgres } from './temporary-postgres.ts';
