import { unreachable } from '@juki/errors';
import type { Step } from './executable-plan.ts';
import { executeFetch } from './execute-fetch.ts';
import type { PlainObject } from './plain-data.ts';
import type { PlanExecutor, SubgraphError } from './plan-executor.ts';
import type { TypeMatcher } from './type-matcher.ts';

/**
 * Carries out query plans. Written for this gateway because it is the larger part of a request's cost (see the README's
 * numbers): bodies are prepared once per plan, equal representations travel once, and nothing is parsed or validated
 * again on the way.
 */
export function createPlanExecutor(matches: TypeMatcher): PlanExecutor {
  return async (plan, request) => {
    const data: PlainObject = {};
    const errors: SubgraphError[] = [];
    const receipts: string[] = [];
    if (plan.root) await run(plan.root);
    return { data, errors, receipts };

    async function run(step: Step): Promise<void> {
      switch (step.kind) {
        case 'sequence':
          for (const inner of step.steps) await run(inner);
          return;
        case 'parallel':
          await Promise.all(step.steps.map(run));
          return;
        case 'condition': {
          const branch = request.coerced[step.variable] === true ? step.then : step.otherwise;
          if (branch) await run(branch);
          return;
        }
        case 'fetch': {
          const outcome = await executeFetch(step.fetch, data, request, matches);
          errors.push(...outcome.errors);
          receipts.push(...outcome.receipts);
          return;
        }
        default:
          unreachable(step);
      }
    }
  };
}
