export type { Coordinate, Requirement, RuleBook } from './requirement.ts';
