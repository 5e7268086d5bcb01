import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AuditedContext } from './audit/resolver-audit-plugin.ts';
import { type Answer, answer } from './pipeline/answer.ts';
import { attestCaller, type VerifyToken } from './pipeline/attested.ts';
import type { Bounded } from './pipeline/bounded.ts';
import { type ExecuteStage, executeOperation } from './pipeline/executed.ts';
import { type Granted, type GrantStage, verifyGrant } from './pipeline/granted.ts';
import { type Held, type HoldStage, holdGrant } from './pipeline/held.ts';
import { type Received, receive } from './pipeline/received.ts';
import { type RecordStage, recordOutcome } from './pipeline/recorded.ts';
import { type RefuseStage, refuse } from './pipeline/refuse.ts';

/** What the stages need, all of it handed in. */
export interface PipelineStages<Context extends AuditedContext>
  extends GrantStage,
    HoldStage,
    ExecuteStage<Context>,
    RecordStage,
    RefuseStage {
  readonly bodyBytes: number;
  readonly verifyToken: VerifyToken;
  readonly boundOperation: (request: Held) => Bounded;
}

/**
 * The way of a request through a subgraph, in order, on one screen. Each stage takes only the type that the one before
 * returns, and only the stage can make its type: one that is forgotten does not compile.
 */
export function createPipeline<Context extends AuditedContext>(stages: PipelineStages<Context>) {
  return async function respond(request: IncomingMessage): Promise<Answer> {
    let received: Received | undefined;
    let granted: Granted | undefined;
    try {
      received = await receive(request, stages.bodyBytes);
      granted = verifyGrant(stages, received);
      const attested = await attestCaller(stages.verifyToken, granted);
      const held = holdGrant(stages, attested);
      const bounded = stages.boundOperation(held);
      const executed = await executeOperation(stages, bounded);
      const recorded = await recordOutcome(stages, executed);
      return answer(recorded);
    } catch (fault) {
      const { correlation = randomUUID(), startedAt = performance.now(), trace = null } = received ?? {};
      return refuse(stages, { fault, correlation, startedAt, trace, grant: granted?.grant ?? null });
    }
  };
}
