import { JukiError } from '@juki/errors';

/**
 * What may be logged of a fault: kinds, codes and places. The message of a foreign error is left out: a driver quotes the
 * values that it was given, and a GraphQL error carries the whole document.
 */
export function faultForLog(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const own = fault instanceof JukiError ? { code: fault.code, message: fault.message } : {};
  const system = 'code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {};
  const cause = fault.cause === undefined ? {} : { cause: faultForLog(fault.cause) };
  return { name: fault.name, ...system, ...own, at: frames.slice(0, 8).map((line) => line.trim()), ...cause };
}
