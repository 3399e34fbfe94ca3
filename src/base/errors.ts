/** The user asked for something that does not exist or does not fit together. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Exit code of the command line. */
  readonly exitCode = 2;
}

/** The target cannot be reached or started. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  /** Exit code of the command line. */
  readonly exitCode = 3;
}

/**
 * The exit code of an error that the user or the target can mend; undefined for a bug. It looks at the error and not
 * at its class, of which each bundle has a copy.
 */
export function exitCodeOf(error: Error): number | undefined {
  return 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : undefined;
}
