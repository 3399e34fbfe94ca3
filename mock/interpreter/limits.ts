/** Limits of one run of interpreted code. `docs/mock.md` states them. */
export const LIMITS = {
  /** Characters of code, unless the code is an upload. */
  code: 65_536,
  /** Steps of a run: one for each statement, operation and line of output, and more for long operands. */
  steps: 5_000_000,
  /** Steps of one statement. The mock serves other requests only between statements. */
  statement: 1_000_000,
  /** Characters of a string, and of the output of one command. */
  string: 4_194_304,
  /** Bits of an integer. */
  integer: 65_536,
  /** Characters of a path. */
  path: 4_096,
  /** Files and variables of a sandbox. */
  entries: 10_000,
  /** Characters of all files and variables of a sandbox. */
  stored: 67_108_864,
  /** Milliseconds of a run: an hour. */
  timeMs: 3_600_000,
} as const;

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };

/** A run exceeded a limit, which the message names. */
export class LimitExceeded extends Error {
  constructor(kind: 'steps' | 'size' | 'time', limit: number, unit: string) {
    super(`the mock stopped this run: ${kind} exceeded (at most ${limit.toLocaleString('en-US')} ${unit})`);
  }
}
