import { randomFillSync } from 'node:crypto';
import { Machine } from '../interpreter/machine.ts';

/** A machine whose lock is held. */
export interface Held {
  readonly machine: Machine;
  release(): void;
}

const random = Buffer.alloc(4_096);
let digits = '';
let used = 0;

/** 32 random hexadecimal digits. Random bytes are generated in batches, because each call is expensive. */
function randomHex(): string {
  if (used === digits.length) {
    randomFillSync(random);
    digits = random.toString('hex');
    used = 0;
  }
  used += 32;
  return digits.slice(used - 32, used);
}

/** A sandbox that exists. */
export interface Sandbox {
  readonly id: string;
  /** The sandbox that it was forked from, which may have ended; absent when it was created. */
  readonly parent?: string;
}

/** The number of ids of ended sandboxes to remember. Older ids count as never issued. */
const GONE_CAP = 10_000;

/** The sandboxes of one hostd, by id. */
export class Sandboxes {
  readonly #ids = new Set<string>();
  /** Machines are created on first use, because many sandboxes run no code. */
  readonly #machines = new Map<string, Machine>();
  readonly #parents = new Map<string, string>();
  readonly #gone = new Set<string>();

  /** Adds a sandbox, with a new machine by default, and returns its id. `parent` is the id that it was forked from. */
  add(machine?: Machine, parent?: string): string {
    const id = `sbx_${randomHex()}`;
    this.#ids.add(id);
    if (machine) this.#machines.set(id, machine);
    if (parent !== undefined) this.#parents.set(id, parent);
    return id;
  }

  /** The sandboxes that exist, oldest first. */
  list(): readonly Sandbox[] {
    return Array.from(this.#ids, (id) => {
      const parent = this.#parents.get(id);
      return parent === undefined ? { id } : { id, parent };
    });
  }

  /** Ends all sandboxes and forgets their ids. */
  clear(): void {
    for (const machine of this.#machines.values()) machine.kill();
    this.#ids.clear();
    this.#machines.clear();
    this.#parents.clear();
    this.#gone.clear();
  }

  find(id: string): Machine | undefined {
    const machine = this.#machines.get(id);
    if (machine || !this.#ids.has(id)) return machine;
    const fresh = new Machine();
    this.#machines.set(id, fresh);
    return fresh;
  }

  /** Whether this id was issued and then destroyed or merged away. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** Acquires the lock of a sandbox. Resolves to undefined when the sandbox does not exist by then. */
  async hold(id: string): Promise<Held | undefined> {
    for (;;) {
      const machine = this.find(id);
      if (!machine) return undefined;
      const release = await machine.lock();
      if (this.find(id) === machine) return { machine, release };
      release();
    }
  }

  /** Ends a sandbox immediately, including its runs. */
  destroy(id: string): void {
    this.forget(id)?.kill();
  }

  /** Replaces the machine of a sandbox and kills the previous one. */
  replace(id: string, machine: Machine): void {
    this.find(id)?.kill();
    this.#ids.add(id);
    this.#machines.set(id, machine);
  }

  /** Removes a sandbox and returns its machine, which keeps running. */
  forget(id: string): Machine | undefined {
    const machine = this.find(id);
    if (!this.#ids.delete(id)) return undefined;
    this.#machines.delete(id);
    this.#parents.delete(id);
    this.#gone.add(id);
    const [oldest] = this.#gone;
    if (oldest !== undefined && this.#gone.size > GONE_CAP) this.#gone.delete(oldest);
    return machine;
  }
}
