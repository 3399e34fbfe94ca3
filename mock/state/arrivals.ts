import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

/** One request of a mock, and whose it is. */
export interface Arrival {
  /** Counts from 1 over all namespaces. */
  readonly number: number;
  readonly entry: JournalEntry;
  /** The key of its namespace; undefined when it belongs to none. */
  readonly key: string | undefined;
  /** Where it is recorded. */
  readonly journal: Journal;
}

/**
 * The last requests of all namespaces together, in the order in which they came. Those of a namespace that has ended are
 * among them; what a journal was told to forget is not.
 */
export class Arrivals {
  /** How many requests are kept at most. */
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

  /** Takes in what journals keep, the oldest first, and whatever arrives there from now on. */
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

  /** Calls `listener` with each request that arrives. Returns what takes that back. */
  onEntry(listener: (arrival: Arrival) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Forgets the kept requests. Numbers go on. */
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
