import type { LimitFunction } from 'p-limit';

/** A running server, and the highest number of servers that ran at the same time since its launch. */
interface Member {
  peak: number;
}

/**
 * Which servers of a target run at the same time. Some hostds refuse to start beside another one, by a lock file for
 * instance. That is legal: such a server is launched alone for the rest of the run.
 */
export class Company {
  readonly #limit: LimitFunction;
  readonly #most: number;
  readonly #members = new Set<Member>();
  readonly #serving = new Set<unknown>();
  /** The highest number of servers that have served at the same time. */
  #together = 1;
  #isAlone = false;
  #waiting = 0;

  /** @param limit runs the launches of the target, and does so one by one while a server needs to be alone */
  constructor(limit: LimitFunction) {
    this.#limit = limit;
    this.#most = limit.concurrency;
  }

  join(): Member {
    const member = { peak: 0 };
    this.#members.add(member);
    for (const each of this.#members) each.peak = Math.max(each.peak, this.#members.size);
    return member;
  }

  leave(member: Member): void {
    this.#members.delete(member);
  }

  /** Records a server that responds. */
  serves(server: unknown): void {
    this.#serving.add(server);
    this.#together = Math.max(this.#together, this.#serving.size);
  }

  ends(server: unknown): void {
    this.#serving.delete(server);
  }

  /** True when a server that failed to start may start alone. `peak` counts the servers that ran meanwhile. */
  mayExplainFailure(peak: number): boolean {
    return peak > this.#together;
  }

  /** The same for a server that may refuse for other reasons: false once two servers have served together. */
  mayExplainRefusal(peak: number): boolean {
    return peak > 1 && this.#together === 1;
  }

  /** Runs a launch while no other server runs. Once that has helped, all further launches run alone. */
  async alone<T>(launch: () => Promise<{ result: T; started: boolean }>): Promise<T> {
    this.#waiting += 1;
    this.#limit.concurrency = 1;
    try {
      const { result, started } = await launch();
      this.#isAlone ||= started;
      return result;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#isAlone) this.#limit.concurrency = this.#most;
    }
  }
}
