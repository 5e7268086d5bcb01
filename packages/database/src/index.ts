export { type EmbeddedPostgres, type PostgresOptions, startPostgres } from './embedded/start-postgres.ts';
