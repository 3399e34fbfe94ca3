import { Arrivals } from '../state/arrivals.ts';
import { State, type StateOptions } from '../state/state.ts';
import { bearerToken } from './auth.ts';
import type { Behavior, Call } from './behavior.ts';
import type { Host } from './call.ts';
import type { Config } from './config.ts';
import { type Core, createCore } from './core.ts';
import { Delays } from './delays.ts';
import { Keys } from './keys.ts';
import type { Log } from './log.ts';

export interface ReferenceOptions extends StateOptions {
  readonly config: Config;
  readonly behavior: Behavior;
  /** Receives a line for every request; default: no log. */
  readonly log?: Log | undefined;
}

/** The reference hostd without an adapter: the implementation of the contract and the state that tests control. */
export class Reference implements Host {
  readonly keys: Keys;
  readonly behavior: Behavior;
  /** The state of calls whose key has no namespace. */
  readonly main: State;
  readonly core: Core;
  readonly delays = new Delays();
  /** Where it listens, without a trailing slash; undefined until it listens. */
  url: string | undefined;
  readonly #namespaces = new Map<string, State>();
  #arrivals: Arrivals | undefined;
  readonly #options: StateOptions;

  constructor({ config, behavior, log, ...options }: ReferenceOptions) {
    this.keys = new Keys(config);
    this.behavior = behavior;
    this.main = new State(options);
    this.#options = options;
    this.core = createCore(this, log);
  }

  /** The namespace of a key, created if necessary. Its calls are isolated from all others. */
  namespace(key: string): State {
    const existing = this.#namespaces.get(key);
    if (existing) return existing;
    const state = new State(this.#options);
    this.#namespaces.set(key, state);
    this.#arrivals?.follow([[key, state.journal]]);
    return state;
  }

  /** The namespace of a key; undefined when the key has none. */
  namespaceOf(key: string): State | undefined {
    return this.#namespaces.get(key);
  }

  /** The main state, then the namespaces by key. */
  states(): readonly (readonly [key: string | undefined, state: State])[] {
    return [[undefined, this.main], ...this.#namespaces];
  }

  /** The requests of all namespaces together, recorded from the first access on. */
  get arrivals(): Arrivals {
    if (!this.#arrivals) {
      this.#arrivals = new Arrivals(this.main.journal.cap);
      this.#arrivals.follow(this.states().map(([key, { journal }]) => [key, journal]));
    }
    return this.#arrivals;
  }

  /** Removes the namespace of a key and ends its sandboxes. */
  endNamespace(key: string): void {
    this.#namespaces.get(key)?.sandboxes.clear();
    this.#namespaces.delete(key);
  }

  /** Ends all sandboxes and delays. */
  end(): void {
    for (const [, { sandboxes }] of this.states()) sandboxes.clear();
    this.delays.end();
  }

  stateOf(call: Call): State {
    if (this.#namespaces.size === 0) return this.main;
    return this.#namespaces.get(bearerToken(call) ?? '') ?? this.main;
  }
}
