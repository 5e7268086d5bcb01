import type { AuditRecord, AuditWriter } from '@juki/audit-log';
import { type ErrorCode, errorCatalogue, JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import { refusalRecord } from '../audit/refusal-record.ts';
import type { Bodies } from '../bodies.ts';
import { faultForLog, type Log } from '../log.ts';
import type { Answer } from './answer.ts';

/** What the stage needs. */
export interface RefuseStage {
  readonly audit: AuditWriter;
  readonly bodies: Bodies;
  readonly clock: () => number;
  readonly clockState: AuditRecord['clock'];
  readonly log: Log;
}

/** A request that goes no further. `grant`: the verified one, if it came that far. */
export interface Refused {
  readonly fault: unknown;
  readonly correlation: string;
  readonly startedAt: number;
  readonly trace: string | null;
  readonly grant: Grant | null;
}

/**
 * Ends a request with the words of the error catalogue and nothing else, and records it here. If the record cannot be
 * written the request is refused all the same: a refusal discloses nothing that would need one.
 */
export async function refuse(stage: RefuseStage, refused: Refused): Promise<Answer> {
  const { fault, correlation } = refused;
  const code = fault instanceof JukiError ? fault.code : 'INTERNAL';
  const { audience } = errorCatalogue[code];
  if (audience === 'internal') stage.log.error({ correlation, code, fault: faultForLog(fault) }, 'a fetch failed');
  else stage.log.warn({ correlation, code }, 'a fetch was refused');
  if (code !== 'AUDIT_UNAVAILABLE') await record(stage, refused, code);
  return refusalAnswer(code, correlation);
}

function refusalAnswer(code: ErrorCode, correlation: string): Answer {
  const { audience, status } = errorCatalogue[code];
  const shown = audience === 'client' ? code : 'INTERNAL';
  const { description: message } = errorCatalogue[shown];
  return {
    status: status === 200 ? 400 : status,
    body: JSON.stringify({ errors: [{ message, extensions: { code: shown, correlation } }] }),
  };
}

async function record(stage: RefuseStage, { grant, correlation, startedAt, trace }: Refused, code: ErrorCode) {
  const body = grant ? stage.bodies.ofScope(grant.scope) : stage.bodies.default;
  const durationMicros = Math.round((performance.now() - startedAt) * 1000);
  const refusal = {
    code,
    body,
    grant,
    request: correlation,
    trace,
    now: stage.clock(),
    clock: stage.clockState,
    durationMicros,
  };
  await stage.audit.append([refusalRecord(refusal)]).catch((cause: unknown) => {
    stage.log.error({ correlation, fault: faultForLog(cause) }, 'a refusal could not be recorded');
  });
}
