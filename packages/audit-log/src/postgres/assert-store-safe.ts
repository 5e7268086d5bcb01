import { JukiError } from '@juki/errors';
import type pg from 'pg';
import { connect } from './connect.ts';

/**
 * Refuses to go on with a log store that could lose or change a record: called by every service before it answers
 * anything, with the connection string of its writer. Throws `AUDIT_STORE_UNSAFE` and lists every fault;
 * `AUDIT_UNAVAILABLE` where the store cannot be asked.
 */
export async function assertStoreSafe(url: string): Promise<void> {
  const faults = await faultsOf(url).catch((cause: unknown) => {
    throw new JukiError('AUDIT_UNAVAILABLE', 'The audit store cannot be asked whether it is safe.', { cause });
  });
  if (faults.length === 0) return;
  throw new JukiError('AUDIT_STORE_UNSAFE', `The audit store is not safe: ${faults.join('; ')}.`, {
    details: { faults },
  });
}

async function faultsOf(url: string): Promise<readonly string[]> {
  const client = await connect(url, { statement: 5_000, name: 'juki-audit-check' });
  try {
    const missing = await missingTables(client);
    if (missing.length > 0)
      return missing.map((name) => `table ${name} is missing: run the migrations of prisma/audit`);
    return [
      ...(await durabilityFaults(client)),
      ...(await loginFaults(client)),
      ...(await privilegeFaults(client)),
      ...(await changeableFaults(client)),
    ];
  } finally {
    await client.end();
  }
}

const tables = [
  'record',
  'opening',
  'grant_use',
  'leaf',
  'tile',
  'tree_state',
  'checkpoint',
  'cosignature',
  'witnessed_head',
] as const;

async function missingTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NULL',
    [tables],
  );
  return rows.map((row) => row.name);
}

/** What is in force in a session of the writer: server, database and role settings together. */
async function durabilityFaults(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')
     UNION ALL
     SELECT split_part(pair, '=', 1), split_part(pair, '=', 2) FROM pg_db_role_setting, unnest(setconfig) AS pair
     WHERE pair LIKE 'synchronous\\_commit=%' AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
     ORDER BY 1, 2`,
  );
  const safe = { fsync: ['on'], full_page_writes: ['on'], synchronous_commit: ['on', 'remote_apply'] };
  const faults = Object.entries(safe).flatMap(([name, allowed]) =>
    rows.filter((row) => row.name === name && !allowed.includes(row.setting)).map((row) => `${name} is ${row.setting}`),
  );
  return [...new Set(faults)];
}

async function loginFaults(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `SELECT fault FROM pg_roles, LATERAL (VALUES
       (rolsuper, 'the writer is a superuser'),
       (rolcreaterole, 'the writer can make roles'),
       (rolreplication, 'the writer can read the store by replication'),
       (rolbypassrls, 'the writer bypasses row security'),
       (pg_has_role(oid, 'juki_audit_sequencer', 'MEMBER'), 'the writer can act as the sequencer'),
       (pg_has_role(oid, 'juki_audit_reader', 'MEMBER'), 'the writer can act as the reader'),
       (pg_has_role(oid, 'juki_audit_witness', 'MEMBER'), 'the writer can act as the witness'),
       (EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(pg_roles.oid, relowner, 'MEMBER')),
         'the writer can act as the owner of the tables')
     ) AS check_of (holds, fault)
     WHERE rolname = current_user AND holds`,
  );
  return rows.map((row) => row.fault);
}

/** What the writer itself must and must not be able to do. */
async function privilegeFaults(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `SELECT format('the writer may %s %s', lower(privilege), name) AS fault
     FROM unnest($1::text[]) AS name, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
     WHERE has_table_privilege(name, privilege)
        OR (privilege IN ('UPDATE', 'REFERENCES') AND has_any_column_privilege(name, privilege))
     UNION ALL
     SELECT format('the writer may select %s', name) FROM unnest($1::text[]) AS name
     WHERE name NOT IN ('record', 'grant_use') AND has_any_column_privilege(name, 'SELECT')
     UNION ALL
     SELECT format('the writer may insert into %s', name) FROM unnest(ARRAY['leaf', 'tile', 'tree_state', 'checkpoint', 'cosignature', 'witnessed_head']) AS name
     WHERE has_any_column_privilege(name, 'INSERT')
     UNION ALL
     SELECT 'the writer may choose the transaction of a record' WHERE has_column_privilege('record', 'xact', 'INSERT')
     UNION ALL
     SELECT format('the writer may not insert into %s', name) FROM unnest(ARRAY['record', 'opening', 'grant_use']) AS name
     WHERE NOT has_any_column_privilege(name, 'INSERT')`,
    [tables],
  );
  return rows.map((row) => row.fault);
}

/** Nobody but the owner may change or remove what was written: not by a table privilege, not by a column's. */
async function changeableFaults(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `SELECT DISTINCT format('%s may %s %s', coalesce(pg_roles.rolname, 'everybody'), lower(privilege_type), relname) AS fault
     FROM (
       SELECT relname, relowner, grantee, privilege_type FROM pg_class, aclexplode(relacl)
       WHERE relnamespace = 'public'::regnamespace
       UNION ALL
       SELECT relname, relowner, grantee, privilege_type
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid, aclexplode(attacl)
       WHERE relnamespace = 'public'::regnamespace
     ) AS held
     LEFT JOIN pg_roles ON pg_roles.oid = grantee
     WHERE grantee <> relowner AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
       AND (relname IN ('record', 'leaf', 'tile', 'checkpoint', 'grant_use', 'cosignature') OR relname LIKE 'opening%')
     ORDER BY 1`,
  );
  return rows.map((row) => row.fault);
}
