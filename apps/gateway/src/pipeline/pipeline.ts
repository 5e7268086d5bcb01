import type { AuditWriter } from '@juki/audit-log';
import { JukiError } from '@juki/errors';
import type { createAuthenticate, Identified } from './authenticate/authenticate.ts';
import { type AskedOperation, type createAuthorise, RefusedOperation } from './authorise/authorise.ts';
import type { createDispatch } from './dispatch/dispatch.ts';
import type { IncomingRequest } from './incoming-request.ts';
import type { createPlanStage } from './plan/plan.ts';
import type { createBindPurpose, PurposeBound } from './purpose/bind-purpose.ts';
import type { GatewayRecords, OperationFacts } from './record/gateway-records.ts';
import type { createRecordIntent } from './record/record-intent.ts';
import type { createRespond, GatewayResponse } from './respond/respond.ts';

/** The stages, each made by its own folder. */
export interface PipelineOptions {
  readonly authenticate: ReturnType<typeof createAuthenticate>;
  readonly bindPurpose: ReturnType<typeof createBindPurpose>;
  readonly authorise: ReturnType<typeof createAuthorise>;
  readonly recordIntent: ReturnType<typeof createRecordIntent>;
  readonly plan: ReturnType<typeof createPlanStage>;
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly respond: ReturnType<typeof createRespond>;
  readonly audit: AuditWriter;
  readonly records: GatewayRecords;
  /** Whether a text is the id of a purpose: only then may a refusal's record repeat it. */
  readonly isPurpose: (text: string) => boolean;
}

/** An operation as it is answered, with what of it may stand in a record. */
export interface Asked {
  readonly operation: AskedOperation;
  readonly facts: OperationFacts;
}

const unread: OperationFacts = { operationHash: null, operationName: null, argumentHash: null };

/**
 * The way of a request, on one screen. `admit` runs before the operation is even parsed; `answer` takes only what
 * `admit` returned. Each stage takes only the type that the one before returns. Whatever is refused, at any stage, is
 * recorded before the caller hears of it.
 */
export function createPipeline(stages: PipelineOptions) {
  const { audit, records } = stages;

  return {
    async admit(request: IncomingRequest): Promise<PurposeBound> {
      let identified: Identified | undefined;
      try {
        identified = await stages.authenticate(request);
        return stages.bindPurpose(identified);
      } catch (thrown) {
        const purpose = request.purpose.find(stages.isPurpose) ?? null;
        await audit.append([records.refusal(request, codeOf(thrown), { identified, purpose }, unread)]);
        throw thrown;
      }
    },

    async answer(bound: PurposeBound, { operation, facts }: Asked): Promise<GatewayResponse> {
      try {
        const authorised = stages.authorise(bound, operation);
        const [intended, planned] = await Promise.all([
          stages.recordIntent(authorised, facts),
          Promise.resolve(authorised).then(stages.plan),
        ]);
        return stages.respond(await stages.dispatch(intended, planned));
      } catch (thrown) {
        await refuse(bound, thrown, facts);
        throw thrown;
      }
    },

    /** Records that an admitted request was refused; also for one that did not parse or is not valid. */
    refuse,
  };

  async function refuse(bound: PurposeBound, thrown: unknown, facts: OperationFacts = unread): Promise<void> {
    if (codeOf(thrown) === 'AUDIT_UNAVAILABLE') return;
    const { identified, view } = bound;
    const record =
      thrown instanceof RefusedOperation
        ? records.decidedRefusal(bound, thrown.decision, thrown.code, facts)
        : records.refusal(identified.request, codeOf(thrown), { identified, purpose: view.purpose.id }, facts);
    await audit.append([record]);
  }
}

/** The pipeline of a gateway. */
export type Pipeline = ReturnType<typeof createPipeline>;

function codeOf(thrown: unknown) {
  return thrown instanceof JukiError ? thrown.code : 'INTERNAL';
}
