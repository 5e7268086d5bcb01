import { join } from 'node:path';
import { createLogin, type EmbeddedPostgres, migrate } from '@juki/database';
import { auditDatabases, dataDatabases, inRepository, type tiers } from './layout.ts';
import { type RestartablePostgres, startRestartable } from './restartable-postgres.ts';

/** Connection strings of one log's database, one for each role. */
export interface AuditUrls {
  readonly writer: string;
  readonly sequencer: string;
  readonly reader: string;
  readonly witness: string;
}

/** The two servers, migrated, with a login for every role of every service. */
export interface Databases {
  readonly data: RestartablePostgres;
  readonly audit: RestartablePostgres;
  /** As the service itself may enter: it reads, and can do nothing else. */
  readonly readerOf: Readonly<Record<(typeof dataDatabases)[number], string>>;
  /** As the modules of a tier write: rows are added and dated. */
  readonly writerOf: Readonly<Record<(typeof tiers)[number], string>>;
  /** As what is past its period of keeping is erased. */
  readonly eraserOf: Readonly<Record<(typeof tiers)[number], string>>;
  readonly auditOf: Readonly<Record<(typeof auditDatabases)[number], AuditUrls>>;
}

/**
 * Starts the server of the data and the server of the logs, side by side: they share nothing but the machine, so that
 * the log can fail without the data and the other way round.
 */
export async function startDatabases(directory: string): Promise<Databases> {
  const [data, audit] = await startBoth(directory);
  try {
    await Promise.all([
      ...dataDatabases.map((name) => migrate(data.url(name), inRepository(`prisma/${name}/migrations`))),
      ...auditDatabases.map((name) => migrate(audit.url(name), inRepository('prisma/audit/migrations'))),
    ]);
    const [readerOf, auditOf] = await Promise.all([dataLogins(data), auditLogins(audit)]);
    return {
      data,
      audit,
      readerOf,
      writerOf: await tierLogins(data, 'writer'),
      eraserOf: await tierLogins(data, 'eraser'),
      auditOf,
    };
  } catch (fault) {
    await Promise.all([data.stop(), audit.stop()]);
    throw fault;
  }
}

/** Both, or none: where one does not start, the other must not stay. */
async function startBoth(directory: string): Promise<readonly [RestartablePostgres, RestartablePostgres]> {
  const [data, audit] = await Promise.allSettled([
    startRestartable({ dataDirectory: join(directory, 'data'), databases: dataDatabases }),
    startRestartable({ dataDirectory: join(directory, 'audit'), databases: auditDatabases }),
  ]);
  if (data.status === 'fulfilled' && audit.status === 'fulfilled') return [data.value, audit.value];
  if (data.status === 'fulfilled') await data.value.stop();
  if (audit.status === 'fulfilled') await audit.value.stop();
  throw data.status === 'rejected' ? data.reason : audit.status === 'rejected' ? audit.reason : undefined;
}

async function dataLogins(server: EmbeddedPostgres): Promise<Databases['readerOf']> {
  const login = (database: (typeof dataDatabases)[number], role: string) =>
    createLogin(server, { name: `${database}_reader`, database, role });
  return {
    municipal: await login('municipal', 'juki_registry_reader'),
    prefectural: await login('prefectural', 'juki_registry_reader'),
    national: await login('national', 'juki_registry_reader'),
    gateway: await login('gateway', 'juki_ledger_reader'),
  };
}

async function tierLogins(server: EmbeddedPostgres, part: 'writer' | 'eraser'): Promise<Databases['writerOf']> {
  const login = (database: (typeof tiers)[number]) =>
    createLogin(server, { name: `${database}_${part}`, database, role: `juki_registry_${part}` });
  return {
    municipal: await login('municipal'),
    prefectural: await login('prefectural'),
    national: await login('national'),
  };
}

async function auditLogins(server: EmbeddedPostgres): Promise<Databases['auditOf']> {
  const logins = async (database: (typeof auditDatabases)[number]): Promise<AuditUrls> => {
    const login = (part: string) =>
      createLogin(server, { name: `${database}_${part}`, database, role: `juki_audit_${part}` });
    return {
      writer: await login('writer'),
      sequencer: await login('sequencer'),
      reader: await login('reader'),
      witness: await login('witness'),
    };
  };
  return {
    audit_gateway: await logins('audit_gateway'),
    audit_municipal: await logins('audit_municipal'),
    audit_prefectural: await logins('audit_prefectural'),
    audit_national: await logins('audit_national'),
  };
}
