/** What a script that calls us can tell from the exit code. */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;
