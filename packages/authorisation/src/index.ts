export { contractSchema, printContract } from './contract/contract-schema.ts';
export { createDecider, type Decider, type DeciderOptions, type PreparedOperation } from './create-decider.ts';
export { createPolicy, type Policy, type PolicyParts, type ViewQuestion } from './create-policy.ts';
export { type DocumentQuestion, decide } from './decide.ts';
export type { OnWithheld } from './decide-operation.ts';
export type { Decision, PermittedDecision, Withheld } from './decision.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { compileMatrix } from './proof/compile-matrix.ts';
export {
  type Change,
  type Difference,
  type DiffQuestion,
  diff,
  type PolicyAt,
  type RecordedOperation,
} from './proof/diff.ts';
export { type ExplainedRequirement, type ExplainQuestion, type Explanation, explain } from './proof/explain.ts';
export { type Fault, type Proof, type ProveQuestion, prove } from './proof/prove.ts';
export { type Facts, type PurposeView, type Ruling, type WithheldReason, withheldReasons } from './ruling.ts';
export type { Variables } from './variables.ts';
export { withheldErrors } from './withheld-errors.ts';
