/** Ends a switch over a union; reaching it at run time means that a value escaped its type. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}

/** States what the code around it has already made sure of. Failing is a fault of the program, never of its input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
