import { Arrivals } from '../state/arrivals.ts';
import { Keys } from '../state/keys.ts';
import { State, type StateOptions } from '../state/state.ts';
import { bearerToken } from './auth.ts';
import type { Behavior } from './behavior.ts';
import type { Call } from './call.ts';
import type { Config } from './config.ts';
import { type Core, createCore } from './core.ts';
import { Delays } from './delays.ts';
import type { Log } from './log.ts';

export interface ReferenceOptions extends StateOptions {
  readonly config: Config;
  readonly behavior: Behavior;
  /** Receives a line for every request; none is written without it. */
  readonly log?: Log | undefined;
}

/** The reference hostd before any adapter: its rules, and what a test steers it by. */
export class Reference {
  readonly keys: Keys;
  /** What calls share whose key has no namespace of its own. */
  readonly main: State;
  readonly core: Core;
  readonly delays = new Delays();
  /** Where it listens, without a slash at the end; undefined as long as it does not. */
  url: string | undefined;
  readonly #namespaces = new Map<string, State>();
  #arrivals: Arrivals | undefined;
  readonly #options: StateOptions;

  constructor({ config, behavior, log, ...options }: ReferenceOptions) {
    this.keys = new Keys(config);
    this.main = new State(options);
    this.#options = options;
    this.core = createCore({ reference: this, behavior, log });
  }

  /** The namespace of a key, made when there is none. Its calls see nothing of others. */
  namespace(key: string): State {
    const known = this.#namespaces.get(key);
    if (known) return known;
    const state = new State(this.#options);
    this.#namespaces.set(key, state);
    this.#arrivals?.follow([[key, state.journal]]);
    return state;
  }

  /** The namespace of a key; undefined when it has none. */
  namespaceOf(key: string): State | undefined {
    return this.#namespaces.get(key);
  }

  /** All states that there are, by the key of the namespace; the first belongs to none. */
  states(): readonly (readonly [key: string | undefined, state: State])[] {
    return [[undefined, this.main], ...this.#namespaces];
  }

  /** The requests of all namespaces together. They are kept from the first time on that they are asked for. */
  get arrivals(): Arrivals {
    if (!this.#arrivals) {
      this.#arrivals = new Arrivals(this.main.journal.cap);
      this.#arrivals.follow(this.states().map(([key, { journal }]) => [key, journal]));
    }
    return this.#arrivals;
  }

  /** Ends the namespace of a key; its sandboxes are ended. */
  endNamespace(key: string): void {
    this.#namespaces.get(key)?.sandboxes.clear();
    this.#namespaces.delete(key);
  }

  /** Ends all sandboxes and delays. */
  end(): void {
    for (const [, { sandboxes }] of this.states()) sandboxes.clear();
    this.delays.end();
  }

  /** The state that a call works on. */
  stateOf(call: Call): State {
    if (this.#namespaces.size === 0) return this.main;
    return this.#namespaces.get(bearerToken(call) ?? '') ?? this.main;
  }
}
