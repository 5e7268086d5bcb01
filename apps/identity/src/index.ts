export { type LoginStrength, loginStrengths } from './directory/login-strength.ts';
export { type Machine, machines } from './directory/machines.ts';
export type { Operator } from './directory/operator.ts';
export { operators } from './directory/operators.ts';
export { audience } from './provider/audience.ts';
export { cliClient, developmentOperatorGrant, portalClient } from './provider/clients.ts';
export { createIdentity, type Identity, type IdentityDependencies } from './server.ts';
