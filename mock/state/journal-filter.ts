import { knownOperations } from '../../src/contract/contract.ts';
import type { JournalEntry, Verdict } from './journal-entry.ts';

/** Selects the requests that meet all of these conditions. */
export interface JournalFilter {
  /** The operationId of the contract, such as `createSandbox`. */
  readonly operation?: string | undefined;
  /** As sent: `GET`, `POST`, ... */
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly verdict?: Verdict | undefined;
  /** The id of a sandbox, in any path parameter. */
  readonly sandbox?: string | undefined;
  /** Only requests with a number above this one. */
  readonly after?: number | undefined;
  readonly where?: ((entry: JournalEntry) => boolean) | undefined;
}

/** Throws TypeError when a filter names an unknown operation, which no request would ever match. */
export function requireOperation({ operation }: JournalFilter): void {
  if (operation === undefined || knownOperations.some(({ id }) => id === operation)) return;
  const ids = knownOperations.map(({ id }) => id).join(', ');
  throw new TypeError(`unknown operation "${operation}"; expected one of ${ids}`);
}

export function matches(entry: JournalEntry, filter: JournalFilter): boolean {
  const { operation, method, status, verdict, sandbox, after, where } = filter;
  return (
    (after === undefined || entry.number > after) &&
    (operation === undefined || entry.operation === operation) &&
    (method === undefined || entry.method === method) &&
    (status === undefined || entry.status === status) &&
    (verdict === undefined || entry.verdict === verdict) &&
    (sandbox === undefined || Object.values(entry.parameters).includes(sandbox)) &&
    (where === undefined || where(entry))
  );
}
