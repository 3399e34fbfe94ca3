/** The user asked for something that does not exist, or for things that do not fit together. */
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
 * The exit code of an error that the user can fix, in the command or at the target; undefined for a bug. Checks a
 * property instead of the class, because each bundle has its own copy of the class.
 */
export function exitCodeOf(error: Error): number | undefined {
  return 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : undefined;
}
