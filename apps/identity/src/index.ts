export { createIdentity, type Identity, type IdentityDependencies } from './server.ts';
