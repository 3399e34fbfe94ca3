import type { Secrets } from './secrets.ts';
import { safe } from './text.ts';

/** What the suite shows outside a report passes through one of these functions. Reports are redacted in `src/run/settle.ts`. */

/** A text to print, without secrets and safe for a terminal. */
export function shown(text: string, secrets: Secrets): string {
  return safe(secrets.redact(text));
}

/** The error, with message and stack redacted. */
export function redacted(error: unknown, secrets: Secrets): unknown {
  if (!(error instanceof Error)) return error;
  error.message = secrets.redact(error.message);
  if (error.stack !== undefined) error.stack = secrets.redact(error.stack);
  return error;
}
