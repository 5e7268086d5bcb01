/** A sign-in that cannot go on: the message is for the console of the person who runs the identity provider. */
export class SignInFault extends Error {}
