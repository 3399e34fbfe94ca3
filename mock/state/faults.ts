import { type Fault, readFault } from '../faults/fault.ts';
import { Field } from '../input/field.ts';

interface Entry {
  readonly fault: Fault;
  seen: number;
  hit: number;
}

/** The faults to inject. When several are due at a call, the first that was added hits it and the others wait. */
export class Faults {
  readonly #initial: readonly Entry[];
  #added: Entry[] = [];

  /** `initial` faults are restored by `reset`. Throws Error when one is invalid; the message names it. */
  constructor(initial: readonly Fault[] = []) {
    this.#initial = initial.map((fault, i) => entryOf(fault, ['faults', i]));
  }

  /** The faults that may still hit a call: the added ones in order, then the initial ones. */
  get pending(): readonly Fault[] {
    return this.#entries()
      .filter(isPending)
      .map(({ fault }) => fault);
  }

  /** Adds a fault, which counts calls from now on. Throws Error when it is invalid. */
  add(fault: Fault): void {
    this.#added.push(entryOf(fault, ['fault']));
  }

  /** Removes the added faults and restarts the initial ones. */
  reset(): void {
    this.#added = [];
    for (const entry of this.#initial) entry.seen = entry.hit = 0;
  }

  /** Counts a call of an operation. Returns the fault that hits it. @internal */
  take(operation: string | undefined): Fault | undefined {
    if (this.#added.length === 0 && this.#initial.length === 0) return undefined;
    let found: Entry | undefined;
    for (const entry of this.#entries()) {
      if (!applies(entry.fault, operation)) continue;
      entry.seen += 1;
      if (entry.seen > (entry.fault.after ?? 0) && isPending(entry)) found ??= entry;
    }
    if (found) found.hit += 1;
    return found?.fault;
  }

  #entries(): readonly Entry[] {
    return [...this.#added, ...this.#initial];
  }
}

function entryOf(fault: Fault, path: readonly (string | number)[]): Entry {
  return { fault: readFault(new Field(fault, path)), seen: 0, hit: 0 };
}

function isPending({ fault, hit }: Entry): boolean {
  const { times = 1 } = fault;
  return times === 'always' || hit < times;
}

function applies({ operation }: Fault, called: string | undefined): boolean {
  if (operation === undefined) return true;
  return typeof operation === 'string' ? operation === called : called !== undefined && operation.includes(called);
}
