import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { knownOperations, type Operation } from '../contract/contract.ts';

/** Readers of the requests that a program sends to hostd. */

/** True for a CORS preflight, which a browser sends on its own and never with a key. */
export function isPreflight({ method, rawHeaders }: JournalEntry): boolean {
  return method === 'OPTIONS' && names(rawHeaders).includes('access-control-request-method');
}

/** Every value of a header, in order. `name` is in lower case. */
export function valuesOf({ rawHeaders }: JournalEntry, name: string): string[] {
  return names(rawHeaders).flatMap((other, i) => (other === name ? [rawHeaders[2 * i + 1] ?? ''] : []));
}

/** The headers in order, names as they were sent. */
export function headersOf({ rawHeaders }: JournalEntry): [string, string][] {
  return names(rawHeaders).map((_, i) => [rawHeaders[2 * i] ?? '', rawHeaders[2 * i + 1] ?? '']);
}

/** The operation of a request. Undefined when the contract has none. */
export function operationOf({ operation }: JournalEntry): Operation | undefined {
  return knownOperations.find(({ id }) => id === operation);
}

/** True for an operation that requires a key. */
export function isProtected(entry: JournalEntry): boolean {
  return entry.target.startsWith('/v1/') && operationOf(entry)?.exempt !== true;
}

/** `POST /v1/sandboxes/{id}/exec`, or method and path as sent for an operation that the contract does not know. */
export function nameOf(entry: JournalEntry): string {
  const operation = operationOf(entry);
  return `${entry.method} ${operation?.path ?? entry.target.split('?')[0]}`;
}

function names(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
}
