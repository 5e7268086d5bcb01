export { findOperator } from './find-operator.ts';
export { isLoginStrength, type LoginStrength, loginStrengths } from './login-strength.ts';
export { type Machine, machines } from './machines.ts';
export type { Bilingual, Group, Operator } from './operator.ts';
export { operators } from './operators.ts';
export { cliClient, developmentOperatorGrant, gatewayAudience, portalClient } from './token-endpoint.ts';
