/** Milliseconds between two scans of the socket table. */
const SCAN_MS = 5;

/** Milliseconds between two reported looks at an open port. */
const LOOK_MS = 10;

/** How long a port must be open until it is scanned only on request, in milliseconds. */
const SETTLED_MS = 1_000;

interface Watched {
  looks: boolean[];
  openSince: number | undefined;
  reported: number;
}

/**
 * Watches ports in the system's socket table. A scan takes some milliseconds, and longer if the table is large, so a
 * listener that closes before the next scan is missed.
 */
export class PortWatch {
  readonly #listening: () => Promise<ReadonlySet<number>>;
  readonly #watched = new Map<number, Watched>();
  #scanning = false;

  /** @param listening resolves to the ports on which something listens now */
  constructor(listening: () => Promise<ReadonlySet<number>>) {
    this.#listening = listening;
  }

  add(port: number): void {
    this.#watched.set(port, { looks: [], openSince: undefined, reported: 0 });
    if (!this.#scanning) void this.#scan();
  }

  remove(port: number): void {
    this.#watched.delete(port);
  }

  /** Looks since the last call: true when the port opens and every 10 ms while it is open, false once it closes. */
  async take(port: number): Promise<readonly boolean[]> {
    this.#look(await this.#listening());
    const watched = this.#watched.get(port);
    return watched?.looks.splice(0) ?? [];
  }

  async #scan(): Promise<void> {
    this.#scanning = true;
    while ([...this.#watched.values()].some(unsettled)) {
      this.#look(await this.#listening());
      await new Promise((resolve) => setTimeout(resolve, SCAN_MS));
    }
    this.#scanning = false;
  }

  #look(open: ReadonlySet<number>): void {
    const now = performance.now();
    for (const [port, watched] of this.#watched) {
      if (!open.has(port)) {
        if (watched.openSince !== undefined) watched.looks.push(false);
        watched.openSince = undefined;
        continue;
      }
      if (watched.openSince === undefined) {
        watched.openSince = now;
        watched.reported = 0;
      }
      while (now - watched.openSince >= watched.reported * LOOK_MS) {
        watched.looks.push(true);
        watched.reported += 1;
      }
    }
  }
}

function unsettled({ openSince }: Watched): boolean {
  return openSince === undefined || performance.now() - openSince < SETTLED_MS;
}
