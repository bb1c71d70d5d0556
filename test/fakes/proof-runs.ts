// biome-ignore lint/style/noProcessEnv: only who starts the tests knows how much time there is
const EFFORT = Number(process.env['PROOF_EFFORT'] ?? 1);

/** How many cases a property of the proof tries: what a commit has time for, times `PROOF_EFFORT` for a night. */
export const proofRuns = (usually: number): number => usually * EFFORT;

/** In milliseconds: what such a property may take on a slow machine. */
export const PROOF_TIMEOUT = 120_000 * EFFORT;
