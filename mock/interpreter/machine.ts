import type { Value } from './expression.ts';

/** The state of a sandbox: files, Python globals, and a lock that serialises runs. */
export class Machine {
  #files: Map<string, string> | undefined;
  #globals: Map<string, Value> | undefined;
  #killed: Set<() => void> | undefined;
  #tail: Promise<void> | undefined;

  constructor(files?: ReadonlyMap<string, string>, globals?: ReadonlyMap<string, Value>) {
    if (files) this.#files = new Map(files);
    if (globals) this.#globals = new Map(globals);
  }

  /** Contents by absolute path. Created on first use, so that an idle sandbox is small. */
  get files(): Map<string, string> {
    this.#files ??= new Map();
    return this.#files;
  }

  get globals(): Map<string, Value> {
    this.#globals ??= new Map();
    return this.#globals;
  }

  /** An independent copy of the current state. */
  copy(): Machine {
    return new Machine(this.#files, this.#globals);
  }

  /** Acquires the lock, first come, first served. Resolves to a function that releases it. */
  async lock(): Promise<() => void> {
    const before = this.#tail;
    let release = (): void => {};
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }

  /** Calls `stop` when the machine is killed. Returns a function that removes the listener. */
  onKill(stop: () => void): () => void {
    this.#killed ??= new Set();
    this.#killed.add(stop);
    return () => this.#killed?.delete(stop);
  }

  kill(): void {
    for (const stop of this.#killed ?? []) stop();
  }
}
