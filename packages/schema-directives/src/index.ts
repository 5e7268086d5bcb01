export { type Application, readApplications } from './applications.ts';
export { type LinkedFeature, linkedFeatures, localDirectiveName } from './linked-features.ts';
export {
  type Matrix,
  type MatrixHop,
  type MatrixPurpose,
  type MatrixQuestion,
  type MatrixSpan,
  matrixPermits,
  matrixRow,
} from './matrix.ts';
export { ourDirectives, ourFeature } from './our-directives.ts';
export { ownRequirement } from './own-requirement.ts';
export { readRuleBook } from './read-rule-book.ts';
export type { Coordinate, Requirement, RuleBook } from './requirement.ts';
export { type DirectiveName, directiveNames, directivesSdl, specificationUrl } from './specification.ts';
