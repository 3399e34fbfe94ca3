import type { Request } from './model.ts';

/** One request that arrived, and what became of it. */
export interface JournalEntry {
  /** Counts from 1 over the journal's life, also past the cap. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly target: string;
  /** Names and values in turn, as they arrived. */
  readonly rawHeaders: readonly string[];
  /** The contract's operationId, if the request meant one. */
  readonly operation: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number;
  /** The body as text; undefined when it was not read or is larger than 64 KiB. */
  readonly body: string | undefined;
}

/** Bodies above this many bytes are not kept. */
export const JOURNAL_BODY_LIMIT = 65_536;

/** The last requests. Older ones fall out at the cap, so memory stays bounded. */
export class Journal {
  readonly #cap: number;
  readonly #ring: JournalEntry[] = [];
  #count = 0;

  /** Keeps `cap` entries, 1,000 unless told otherwise. */
  constructor(cap = 1_000) {
    this.#cap = cap;
  }

  /** How many requests arrived since the start or the last `clear`, also those that fell out. */
  get count(): number {
    return this.#count;
  }

  add(request: Request, outcome: Omit<JournalEntry, 'number' | 'time' | 'method' | 'target' | 'rawHeaders'>): void {
    const { method, target, rawHeaders } = request;
    const { operation, parameters, status, body } = outcome;
    const number = this.#count + 1;
    const time = Date.now();
    const entry = { number, time, method, target, rawHeaders, operation, parameters, status, body };
    this.#ring[this.#count % this.#cap] = entry;
    this.#count = number;
  }

  /** The kept entries, oldest first, keys included: for assertions inside the process. */
  entries(): readonly JournalEntry[] {
    const start = this.#count > this.#cap ? this.#count % this.#cap : 0;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
  }

  /** The kept entries for showing: the value of every Authorization header is replaced. */
  shown(): readonly JournalEntry[] {
    return this.entries().map((entry) => ({ ...entry, rawHeaders: redact(entry.rawHeaders) }));
  }

  clear(): void {
    this.#ring.length = 0;
    this.#count = 0;
  }
}

function redact(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.map((text, i) =>
    i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'authorization' ? '[redacted]' : text,
  );
}
