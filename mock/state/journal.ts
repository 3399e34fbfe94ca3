import type { Call } from '../core/call.ts';
import { type JournalFilter, matches, requireOperation } from './journal-filter.ts';

/**
 * What the gate made of a request. `accepted`: its key is one of the keys; `missing` and `invalid`: refused, with the
 * text of that name; `exempt`: no key is asked for there; `off`: no key is asked for at all.
 */
export type Verdict = 'accepted' | 'missing' | 'invalid' | 'exempt' | 'off';

/** What the journal keeps of a call. */
export type Arrival = Pick<Call, 'request' | 'route' | 'verdict' | 'fault'>;

/** One request that arrived, and what became of it. Fields are declared only: none is set twice for each request. */
export class JournalEntry {
  /** Counts from 1 over the journal's life, also past the cap and past `clear`. */
  declare readonly number: number;
  /** Milliseconds since 1970. */
  declare readonly time: number;
  declare readonly method: string;
  /** The request target as it stood in the request line, with its query. */
  declare readonly target: string;
  /** Names and values in turn, as they arrived. */
  declare readonly rawHeaders: readonly string[];
  /** The contract's operationId, if the request meant one. */
  declare readonly operation: string | undefined;
  /** Path parameters, as they stand in the path. */
  declare readonly parameters: Readonly<Record<string, string>>;
  /** 0 when nothing was answered because a fault broke the connection. */
  declare readonly status: number;
  /** Undefined when the request was answered before it came to that. */
  declare readonly verdict: Verdict | undefined;
  /** What the fault does that hit it; undefined when none did. */
  declare readonly fault: string | undefined;
  /** The body as text; undefined when it was not read or is larger than 64 KiB. */
  declare readonly body: string | undefined;

  constructor(number: number, { request, route, verdict, fault }: Arrival, status: number) {
    this.number = number;
    this.time = Date.now();
    this.method = request.method;
    this.target = request.target;
    this.rawHeaders = request.rawHeaders;
    this.operation = route.operation?.id;
    this.parameters = route.parameters;
    this.status = status;
    this.verdict = verdict;
    this.fault = fault;
    this.body = textOf(request.received);
  }

  /** The headers by name in lower case; the values of a repeated one are joined with `, `. */
  get headers(): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (let i = 0; i + 1 < this.rawHeaders.length; i += 2) {
      const name = (this.rawHeaders[i] ?? '').toLowerCase();
      const value = this.rawHeaders[i + 1] ?? '';
      headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
    }
    return headers;
  }

  /** The body as JSON; undefined when there is none. Throws SyntaxError when it is not JSON. */
  get json(): unknown {
    return this.body ? JSON.parse(this.body) : undefined;
  }
}

/** How long to wait, and for what. */
export interface Wait extends JournalFilter {
  /** Milliseconds until it is given up; default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Gives up with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How many requests a journal keeps unless told otherwise. */
const JOURNAL_CAP = 1_000;

/** Bodies above this many bytes are not kept. */
const JOURNAL_BODY_LIMIT = 65_536;

const WAIT_MS = 5_000;

/** The last requests. Older ones fall out at the cap, so memory stays bounded. */
export class Journal {
  /** How many requests are kept at most. */
  readonly cap: number;
  readonly #ring: JournalEntry[] = [];
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #last = 0;
  #cleared = 0;

  /** Keeps `cap` requests, 1,000 unless told otherwise; 0 keeps none. */
  constructor(cap = JOURNAL_CAP) {
    this.cap = cap;
  }

  /** How many requests arrived since the start or the last `clear`, also those that fell out. */
  get count(): number {
    return this.#last - this.#cleared;
  }

  /** The number of the last request; what arrives later has a higher one. */
  get last(): number {
    return this.#last;
  }

  /** Records a call that is answered. @internal */
  add(arrival: Arrival, status: number): void {
    this.#last += 1;
    if (this.cap === 0 && this.#listeners.size === 0) return;
    const entry = new JournalEntry(this.#last, arrival, status);
    if (this.cap > 0) this.#ring[(this.count - 1) % this.cap] = entry;
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * The kept requests that fit the filter, oldest first. Their headers have the keys in them.
   * @throws TypeError when it names an operation that the contract does not have
   */
  entries(filter: JournalFilter = {}): readonly JournalEntry[] {
    requireOperation(filter);
    const start = this.count > this.cap ? this.count % this.cap : 0;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)].filter((entry) => matches(entry, filter));
  }

  /**
   * The first request that fits and came after the one with the number `after`, of those that are kept or still to
   * come. Without `after` only what is still to come counts.
   * @throws Error when none came within `timeoutMs`; it says what came instead
   * @throws TypeError when it names an operation that the contract does not have
   */
  async next(wait: Wait = {}): Promise<JournalEntry> {
    const { timeoutMs = WAIT_MS, signal, ...given } = wait;
    const filter = { ...given, after: given.after ?? this.#last };
    const [known] = this.entries(filter);
    if (known) return known;
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
        reject(new Error(`${describe(filter)} within ${timeoutMs} ms; ${this.#since(filter.after)}`));
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

  /** Calls `listener` with each request that arrives. Returns what takes that back. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Forgets the kept requests. Numbers go on. */
  clear(): void {
    this.#ring.length = 0;
    this.#cleared = this.#last;
  }

  #since(after: number): string {
    const came = this.entries({ after }).map(({ method, target, status }) => `${method} ${target} ${status}`);
    return came.length === 0 ? 'nothing arrived' : `what arrived: ${came.slice(-5).join(', ')}`;
  }
}

function textOf(body: Buffer | undefined): string | undefined {
  return body && body.length <= JOURNAL_BODY_LIMIT ? body.toString() : undefined;
}

function describe({ after: _, where, ...rest }: JournalFilter): string {
  const wanted = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return `no request ${[...wanted, ...(where ? ['that fits'] : [])].join(', ')}`.trimEnd().concat(' arrived');
}
