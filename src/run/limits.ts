import { UsageError } from '../base/errors.ts';

/** Options whose values do not depend on what is checked. */
export interface Limits {
  readonly seed?: string | undefined;
  /** In milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** In milliseconds. */
  readonly startTimeoutMs?: number | undefined;
  readonly concurrency?: number | undefined;
}

/** Throws UsageError when a value is out of range. */
export function validateLimits(limits: Limits): void {
  if (limits.seed !== undefined && !/^[\w.-]{1,64}$/.test(limits.seed))
    throw new UsageError('a seed is 1 to 64 letters, digits, dots, dashes and underscores');
  for (const name of ['timeoutMs', 'startTimeoutMs', 'concurrency'] as const) {
    const value = limits[name];
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new UsageError(`${name} must be a whole number above 0`);
  }
}
