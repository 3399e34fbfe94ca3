import type { Secrets } from './secrets.ts';
import { safe } from './text.ts';

/**
 * Everything that the suite prints outside of a report passes through one of these functions. `src/run/settle.ts`
 * redacts reports.
 */

/** Redacts secrets and makes the text safe for a terminal. */
export function shown(text: string, secrets: Secrets): string {
  return safe(secrets.redact(text));
}

/** Redacts the message and the stack of an error. */
export function redacted(error: unknown, secrets: Secrets): unknown {
  if (!(error instanceof Error)) return error;
  error.message = secrets.redact(error.message);
  if (error.stack !== undefined) error.stack = secrets.redact(error.stack);
  return error;
}
