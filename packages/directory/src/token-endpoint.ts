/** The grant type by which a shell or a test gets an operator's token without a browser. Development only. */
export const developmentOperatorGrant = 'urn:juki:grant-type:development-operator';

/** Client id of the portal: the pages that the gateway serves. */
export const portalClient = 'juki-portal';

/** Client id of the command line. */
export const cliClient = 'juki-cli';

/** Audience of every access token: the gateway (RFC 8707 resource indicator). */
export const gatewayAudience = 'urn:juki:gateway';
