/**
 * Where the operator of the process reads what went wrong: pino, or a list in tests. Never a value of the register, never
 * a token, never an argument; what happened to a person's data stands in the audit log, not here.
 */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What may be logged of a fault. The message of a foreign error is left out: a database driver quotes the values that it
 * was given.
 */
export function faultForLog(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const own = 'code' in fault && fault.name === 'JukiError' ? { code: fault.code, message: fault.message } : {};
  const cause = fault.cause === undefined ? {} : { cause: faultForLog(fault.cause) };
  return { name: fault.name, ...own, at: frames.slice(0, 8).map((line) => line.trim()), ...cause };
}
