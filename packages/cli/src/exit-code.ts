/** How a command ends: done; failed, refused or not verified; called wrongly. */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const;

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
