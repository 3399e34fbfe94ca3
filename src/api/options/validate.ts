import { UsageError } from '../../base/errors.ts';
import type { Limits } from '../../run/limits.ts';

/** Throws UsageError when a value is out of range. */
export function validateLimits(
  limits: Partial<{ [Name in keyof Limits]: number | undefined }> & { seed?: string | undefined },
): void {
  if (limits.seed !== undefined && !/^[\w.-]{1,64}$/.test(limits.seed))
    throw new UsageError('a seed is 1 to 64 letters, digits, dots, dashes and underscores');
  for (const name of ['timeoutMs', 'startTimeoutMs', 'concurrency'] as const) {
    const value = limits[name];
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw new UsageError(`${name} must be a whole number above 0`);
  }
}
