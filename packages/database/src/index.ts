export { createPool, type OnConnectionLost } from './connections/create-pool.ts';
export { createPrismaAdapter } from './connections/create-prisma-adapter.ts';
export { inTransaction } from './connections/in-transaction.ts';
export { type PoolSettings, poolSettings } from './connections/pool-settings.ts';
export { createLogin, type Login } from './embedded/create-login.ts';
export { removeCluster } from './embedded/remove-cluster.ts';
export { type EmbeddedPostgres, type PostgresOptions, startPostgres } from './embedded/start-postgres.ts';
export { migrate } from './migrations/migrate.ts';
