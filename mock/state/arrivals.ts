import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

/** A request to a mock, with its namespace. */
export interface Arrival {
  /** Counts from 1 across all namespaces. */
  readonly number: number;
  readonly entry: JournalEntry;
  /** The key of the namespace; undefined when the request has none. */
  readonly key: string | undefined;
  /** The journal that recorded the request. */
  readonly journal: Journal;
}

/**
 * The latest requests of all namespaces in order of arrival. Requests of ended namespaces are included; requests that
 * were cleared from their journal are not.
 */
export class Arrivals {
  /** The maximum number of requests that are kept. */
  readonly cap: number;
  #kept: Arrival[] = [];
  readonly #listeners = new Set<(arrival: Arrival) => void>();
  #last = 0;

  constructor(cap: number) {
    this.cap = cap;
  }

  /** The number of the last request. */
  get last(): number {
    return this.#last;
  }

  /** Adds the requests that journals keep, oldest first, and all future requests. */
  follow(journals: Iterable<readonly [key: string | undefined, journal: Journal]>): void {
    const known = [...journals].flatMap(([key, journal]) => {
      journal.onEntry((entry) => this.#add(entry, key, journal));
      return journal.entries().map((entry) => ({ entry, key, journal }));
    });
    known.sort((a, b) => a.entry.time - b.entry.time);
    for (const { entry, key, journal } of known) this.#add(entry, key, journal);
  }

  /** The kept requests with a number above `after`, oldest first. */
  entries({ after }: { readonly after: number }): readonly Arrival[] {
    return this.#kept
      .slice(Math.max(0, this.#kept.length - this.cap))
      .filter(({ number, entry, journal }) => number > after && entry.number > journal.last - journal.count);
  }

  /** Calls `listener` with each new request. Returns a function that removes the listener. */
  onEntry(listener: (arrival: Arrival) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Drops the kept requests. The numbering continues. */
  clear(): void {
    this.#kept = [];
  }

  #add(entry: JournalEntry, key: string | undefined, journal: Journal): void {
    this.#last += 1;
    const arrival = { number: this.#last, entry, key, journal };
    if (this.#kept.length >= 2 * this.cap) this.#kept = this.#kept.slice(this.cap);
    if (this.cap > 0) this.#kept.push(arrival);
    for (const listener of this.#listeners) listener(arrival);
  }
}
