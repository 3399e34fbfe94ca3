import type { Configuration, ConfigurationName } from './configurations.ts';
import type { Running } from './target/target.ts';
import type { WireFailure } from './wire/failure.ts';
import type { WireResponse } from './wire/response.ts';
import type { Wire } from './wire/wire.ts';

/** Consecutive requests without a complete answer after which a server is taken for dead. */
const PATIENCE = 4;

/** A hostd under one configuration, as the checks see it. */
export class Instance {
  readonly name: ConfigurationName;
  readonly configuration: Configuration;
  /** The keys that it accepts; those it was configured with even when auth is off. */
  readonly keys: readonly string[];
  /** One of `keys` that works, for controls; the first when none does. Undefined when there are no keys. */
  key: string | undefined;
  readonly wire: Wire;
  readonly running: Running;
  readonly #memo = new Map<unknown, Promise<unknown>>();
  #unanswered = 0;
  requests = 0;

  constructor(
    name: ConfigurationName,
    configuration: Configuration,
    keys: readonly string[],
    wire: Wire,
    running: Running,
  ) {
    this.name = name;
    this.configuration = configuration;
    this.keys = keys;
    this.key = keys[0];
    this.wire = wire;
    this.running = running;
  }

  /** Why nothing more can be asked of it, or undefined while it lives. */
  get dead(): string | undefined {
    const { exit } = this.running;
    if (exit) return `the server ended (${exit.signal ?? `exit code ${exit.code}`})`;
    return this.#unanswered >= PATIENCE ? `the server stopped answering (${PATIENCE} requests in a row)` : undefined;
  }

  /** Runs `make` the first time that it is asked for `what`, and gives its result every time. */
  once<T>(what: unknown, make: () => Promise<T>): Promise<T> {
    const made = (this.#memo.get(what) as Promise<T> | undefined) ?? make();
    this.#memo.set(what, made);
    return made;
  }

  /** Takes note of what came of a request, so that a dead server is recognised. */
  observe(response: WireResponse | undefined, failure: WireFailure | undefined): void {
    this.requests += 1;
    const hopeless = response === undefined && (failure?.kind === 'timeout' || failure?.kind === 'refused');
    this.#unanswered = hopeless ? this.#unanswered + 1 : 0;
  }
}
