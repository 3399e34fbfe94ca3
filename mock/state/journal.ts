import { JOURNAL_CAP } from './journal-cap.ts';
import { JournalEntry, type RecordedCall } from './journal-entry.ts';
import { type JournalFilter, matches, requireOperation } from './journal-filter.ts';

/** The request to wait for, and for how long. */
export interface Wait extends JournalFilter {
  /** Timeout in milliseconds; default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Rejects with the reason of the signal when that is aborted. */
  readonly signal?: AbortSignal | undefined;
}

const WAIT_MS = 5_000;

/** The most recent requests. Older ones are dropped at the cap, so that memory stays bounded. */
export class Journal {
  /** The maximum number of requests that are kept. */
  readonly cap: number;
  readonly #ring: JournalEntry[] = [];
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #last = 0;
  #cleared = 0;

  /** `cap` is the number of requests to keep, 1,000 by default; 0 keeps none. */
  constructor(cap = JOURNAL_CAP) {
    this.cap = cap;
  }

  /** The number of requests since the start or the last `clear`, including those that were dropped. */
  get count(): number {
    return this.#last - this.#cleared;
  }

  /** The number of the last request. */
  get last(): number {
    return this.#last;
  }

  /** Records a call and the status of its response. @internal */
  add(call: RecordedCall, status: number): void {
    this.#last += 1;
    if (this.cap === 0 && this.#listeners.size === 0) return;
    const entry = new JournalEntry(this.#last, call, status);
    if (this.cap > 0) this.#ring[(this.count - 1) % this.cap] = entry;
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * The kept requests that match the filter, oldest first. Their headers contain the keys, not redacted.
   * @throws TypeError when the filter names an unknown operation
   */
  entries(filter: JournalFilter = {}): readonly JournalEntry[] {
    requireOperation(filter);
    const start = this.count > this.cap ? this.count % this.cap : 0;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)].filter((entry) => matches(entry, filter));
  }

  /**
   * Resolves to the first request with a number above `after` that matches, whether it has arrived or not. Without
   * `after` only future requests count.
   * @throws Error when none matches within `timeoutMs`; the message lists the requests that arrived instead
   * @throws TypeError when the filter names an unknown operation
   */
  async next(wait: Wait = {}): Promise<JournalEntry> {
    const { timeoutMs = WAIT_MS, signal, ...wanted } = wait;
    const filter = { ...wanted, after: wanted.after ?? this.#last };
    const [kept] = this.entries(filter);
    if (kept) return kept;
    return await new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        stop();
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        settle();
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        settle();
        reject(new Error(`${describe(filter)} within ${timeoutMs} ms; ${this.#arrivedSince(filter.after)}`));
      }, timeoutMs);
      const stop = this.onEntry((entry) => {
        if (!matches(entry, filter)) return;
        settle();
        resolve(entry);
      });
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
    });
  }

  /** Calls `listener` with each new request. Returns a function that removes the listener. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Drops the kept requests. The numbering continues. */
  clear(): void {
    this.#ring.length = 0;
    this.#cleared = this.#last;
  }

  #arrivedSince(after: number): string {
    const arrived = this.entries({ after }).map(({ method, target, status }) => `${method} ${target} ${status}`);
    return arrived.length === 0 ? 'nothing arrived' : `instead: ${arrived.slice(-5).join(', ')}`;
  }
}

function describe({ after: _, where, ...rest }: JournalFilter): string {
  const wanted = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return `no request ${[...wanted, ...(where ? ['that matches "where"'] : [])].join(', ')}`
    .trimEnd()
    .concat(' arrived');
}
