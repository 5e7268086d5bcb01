/** The command was called in a way that cannot be carried out; the message says how to call it. Ends with exit code 2. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}
