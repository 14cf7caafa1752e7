/** What the shell is told: done or verified, answered "no", used wrongly, could not find out or could not do it. */
export const exitCodes = { done: 0, no: 1, usedWrongly: 2, couldNot: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
