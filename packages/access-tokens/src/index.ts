export { type AccessToken, graphAudience } from './access-token.ts';
export { createTokenVerifier, type TokenVerifierOptions } from './create-token-verifier.ts';
export { createIssuerKeys } from './issuer-keys.ts';
