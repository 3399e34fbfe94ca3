import type { Mode } from '../core/config.ts';
import { correct } from '../core/correct.ts';
import type { Defect } from '../core/defect.ts';
import { freshKey, type Keys } from '../core/keys.ts';
import { Log } from '../core/log.ts';
import { Reference } from '../core/reference.ts';
import type { Faults } from '../state/faults.ts';
import type { Journal } from '../state/journal.ts';
import type { Sandbox } from '../state/sandboxes.ts';
import type { Script } from '../state/script.ts';
import { type Part, reset, type State, type StateOptions } from '../state/state.ts';
import { fetchOf } from './fetch.ts';
import type { Listening, ListenOptions } from './serve.ts';

/** Options of `createMock`. */
export interface MockOptions extends StateOptions {
  /** The valid keys; default: one random key, `mock.key`. */
  readonly keys?: readonly string[] | undefined;
  /** Whether a key is required; false is the dev mode of hostd. Default true. */
  readonly auth?: boolean | undefined;
  /** A mutant to serve instead of the correct hostd, from `findMutant` of `podflare-conformance/mock/mutants`. */
  readonly mutant?: Defect | undefined;
  /** Receives the log of hostd, a line for each request; default: no log. */
  readonly log?: ((line: string) => void) | undefined;
}

/** The sandboxes that exist in a mock. */
export interface ExistingSandboxes {
  list(): readonly Sandbox[];
  /** A sandbox's files by absolute path; undefined when it does not exist. */
  files(id: string): ReadonlyMap<string, string> | undefined;
}

/** Inspects the calls that carry one key, and controls how the mock serves them. */
export interface MockControls {
  /** The key of the calls. */
  readonly key: string;
  readonly journal: Journal;
  readonly script: Script;
  readonly faults: Faults;
  readonly sandboxes: ExistingSandboxes;
}

/** An isolated part of a mock: the calls that carry one key. `using` ends it. */
export interface Namespace extends MockControls, Disposable {
  /** Resets parts to their initial state. */
  reset(first: Part, ...more: readonly Part[]): void;
  /** Revokes the key and ends the sandboxes. */
  end(): void;
}

/**
 * A hostd in this process that a test inspects and controls. Mocks share no state, so any number of them run side by side.
 * `await using` closes it.
 */
export interface Mock extends MockControls, AsyncDisposable {
  /** The first of `keys`; empty when there is none. */
  readonly key: string;
  /** Adds and revokes keys while the mock runs. */
  readonly keys: Keys;
  /** The URL of the server, without a trailing slash. Throws Error before `listen`. */
  readonly url: string;
  /** Calls this mock without a server, for URLs of any origin and for paths. */
  readonly fetch: typeof fetch;
  /** Starts a server. Resolves to its URL. Rejects with Error when the port is taken or the mock already listens. */
  listen(options?: ListenOptions): Promise<string>;
  /** Resets parts to their initial state. Namespaces are not affected. */
  reset(first: Part | 'keys', ...more: readonly (Part | 'keys')[]): void;
  /** Gives the calls that carry this key, or a random one, a journal, sandboxes, a script and faults of their own. */
  namespace(key?: string): Namespace;
  /** Stops the server, closes all connections and ends all sandboxes. May be called more than once. */
  close(): Promise<void>;
}

/** Creates a mock. It serves `mock.fetch` immediately, and a port after `listen()`. */
export function createMock(options: MockOptions = {}): Mock {
  const { keys = [freshKey()], auth = true, mutant, log, ...state } = options;
  const mode: Mode = auth ? 'enforced' : 'open';
  const address = { host: '127.0.0.1', port: 0 };
  const behavior = mutant ? mutant.mutate(correct) : correct;
  const config = { address, keys, authDisabled: false, logFormat: 'text', mode } as const;
  const reference = new Reference({ ...state, config, behavior, log: log && new Log('text', log) });
  let listening: Promise<Listening> | undefined;
  let url: string | undefined;

  async function close(): Promise<void> {
    const open = await listening?.catch(() => undefined);
    listening = undefined;
    url = undefined;
    reference.end();
    await open?.close();
  }

  return {
    ...controlsOf(reference.main, keys[0] ?? ''),
    keys: reference.keys,
    fetch: fetchOf(reference.core),
    get url() {
      if (url === undefined) throw new Error('the mock is not listening; call listen() first');
      return url;
    },
    async listen(where = {}) {
      if (listening) throw new Error('the mock is already listening; call listen() only once');
      listening = import('./serve.ts').then(({ serve }) => serve(reference, behavior, where));
      try {
        url = (await listening).url;
        return url;
      } catch (error) {
        listening = undefined;
        throw error;
      }
    },
    reset(...parts) {
      reset(
        reference.main,
        parts.filter((part) => part !== 'keys'),
      );
      if (parts.includes('keys')) reference.keys.reset();
    },
    namespace: (key) => namespaceOf(reference, reference.keys.add(key)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function namespaceOf(reference: Reference, key: string): Namespace {
  const state = reference.namespace(key);
  const end = (): void => {
    reference.keys.revoke(key);
    reference.endNamespace(key);
  };
  return {
    ...controlsOf(state, key),
    reset: (...parts) => reset(state, parts),
    end,
    [Symbol.dispose]: end,
  };
}

function controlsOf({ journal, script, faults, sandboxes }: State, key: string): MockControls {
  return {
    key,
    journal,
    script,
    faults,
    sandboxes: { list: () => sandboxes.list(), files: (id) => sandboxes.find(id)?.files },
  };
}
