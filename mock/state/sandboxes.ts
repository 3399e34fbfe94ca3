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

/** 32 hexadecimal digits. They are drawn for many at once: each draw is a system call's worth of work. */
function randomHex(): string {
  if (used === digits.length) {
    randomFillSync(random);
    digits = random.toString('hex');
    used = 0;
  }
  used += 32;
  return digits.slice(used - 32, used);
}

/** One sandbox that exists. */
export interface Sandbox {
  readonly id: string;
  /** The sandbox that it was forked from, which may be gone; absent when it was created. */
  readonly parent?: string;
}

/** How many ids of sandboxes that ended are remembered; older ones are taken for never issued. */
const GONE_CAP = 10_000;

/** The sandboxes of one hostd, by id. */
export class Sandboxes {
  readonly #ids = new Set<string>();
  /** Made when first used: many never are. */
  readonly #machines = new Map<string, Machine>();
  readonly #parents = new Map<string, string>();
  readonly #gone = new Set<string>();

  /** Puts a machine, or one that is new, under an id no one has seen. `parent` is the id that it was forked from. */
  add(machine?: Machine, parent?: string): string {
    const id = `sbx_${randomHex()}`;
    this.#ids.add(id);
    if (machine) this.#machines.set(id, machine);
    if (parent !== undefined) this.#parents.set(id, parent);
    return id;
  }

  /** Those that exist, in the order in which they came. */
  list(): readonly Sandbox[] {
    return Array.from(this.#ids, (id) => {
      const parent = this.#parents.get(id);
      return parent === undefined ? { id } : { id, parent };
    });
  }

  /** Ends them all, and forgets that they were. */
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

  /** Waits until nothing runs in the sandbox and holds it. Undefined when there is none of this id by then. */
  async hold(id: string): Promise<Held | undefined> {
    for (;;) {
      const machine = this.find(id);
      if (!machine) return undefined;
      const release = await machine.lock();
      if (this.find(id) === machine) return { machine, release };
      release();
    }
  }

  /** Ends a sandbox at once; a run in it is cut off. */
  destroy(id: string): void {
    this.forget(id)?.kill();
  }

  /** Puts a machine in place of an id's own, which is killed. */
  replace(id: string, machine: Machine): void {
    this.find(id)?.kill();
    this.#ids.add(id);
    this.#machines.set(id, machine);
  }

  /** Drops an id and leaves its machine running. */
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
