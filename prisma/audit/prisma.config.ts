import { defineConfig } from 'prisma/config';

// No address: the address of a database is an argument of the tools that need one (packages/database/README.md).
export default defineConfig({ schema: './schema.prisma', migrations: { path: './migrations' } });
