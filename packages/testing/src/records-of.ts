import type { AuditRecord } from '@juki/audit-log';
import { createLogReader } from '@juki/audit-log/postgres';
import { bodies, type System } from '@juki/launcher';

/** A record as it lies in a log, opened. */
export type LoggedRecord = AuditRecord;

const stores = ['gateway', 'municipal', 'prefectural', 'national'] as const;

/** The records of one request in all logs of a system, or the newest thousand of each log. As an auditor's own way in. */
export async function recordsOf(system: Pick<System, 'databases'>, request?: string): Promise<readonly LoggedRecord[]> {
  const found = await Promise.all(
    stores.map(async (store) => {
      const reader = createLogReader({ url: system.databases.auditOf[`audit_${store}`].reader, connections: 1 });
      try {
        const asked = { limit: 1000, ...(request === undefined ? {} : { request }) };
        const opened = await Promise.all(bodies[store].map((body) => reader.records({ body, ...asked })));
        return opened.flat().map(({ record }) => record);
      } finally {
        await reader.close();
      }
    }),
  );
  return found.flat();
}
