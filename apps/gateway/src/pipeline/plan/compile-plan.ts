import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { JukiError } from '@juki/errors';
import { compileRepresentation } from '../dispatch/compile-representation.ts';
import type { ExecutablePlan, PlannedFetch, Step } from '../dispatch/executable-plan.ts';
import type { TypeMatcher } from '../dispatch/type-matcher.ts';

/** Turns a query plan of `@apollo/query-planner` into steps that can be executed many times. */
export function compilePlan(plan: QueryPlan, matches: TypeMatcher): ExecutablePlan {
  const fetches: PlannedFetch[] = [];
  if (!plan.node) return { root: null, fetches };
  return { root: compileNode(plan.node, []), fetches };

  function compileNode(node: PlanNode | Exclude<QueryPlan['node'], undefined>, path: readonly string[]): Step {
    switch (node.kind) {
      case 'Sequence':
        return { kind: 'sequence', steps: node.nodes.map((inner) => compileNode(inner, path)) };
      case 'Parallel':
        return { kind: 'parallel', steps: node.nodes.map((inner) => compileNode(inner, path)) };
      case 'Flatten':
        return compileNode(node.node, [...path, ...node.path.map(String)]);
      case 'Condition':
        return {
          kind: 'condition',
          variable: node.condition,
          // biome-ignore lint/suspicious/noThenProperty: a branch of a condition, never a promise
          then: node.ifClause ? compileNode(node.ifClause, path) : null,
          otherwise: node.elseClause ? compileNode(node.elseClause, path) : null,
        };
      case 'Fetch': {
        const fetch = compileFetch(node, path, matches);
        fetches.push(fetch);
        return { kind: 'fetch', fetch };
      }
      case 'Defer':
      case 'Subscription':
        throw new JukiError('OPERATION_UNSUPPORTED', 'This graph offers neither subscriptions nor @defer.');
    }
  }
}

function compileFetch(node: FetchNode, path: readonly string[], matches: TypeMatcher): PlannedFetch {
  if (node.contextRewrites?.length) {
    throw new JukiError('OPERATION_UNSUPPORTED', 'This graph does not offer @fromContext.');
  }
  const name = node.operationName === undefined ? '' : `"operationName":${JSON.stringify(node.operationName)},`;
  return {
    subgraph: node.serviceName,
    operation: node.operation,
    operationName: node.operationName,
    bodyPrefix: `{"query":${JSON.stringify(node.operation)},${name}"variables":`,
    variables: node.variableUsages ?? [],
    path,
    requires: node.requires ?? [],
    representation: node.requires ? compileRepresentation(node.requires, matches) : null,
    inputRewrites: node.inputRewrites,
    outputRewrites: node.outputRewrites,
  };
}
