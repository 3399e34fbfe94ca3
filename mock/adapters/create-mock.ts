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

/** How a mock begins. */
export interface MockOptions extends StateOptions {
  /** The keys that it takes; default: one fresh key, `mock.key`. */
  readonly keys?: readonly string[] | undefined;
  /** False asks for no key, as hostd does in dev mode; default true. */
  readonly auth?: boolean | undefined;
  /** One named defect; `findMutant(name)` of `podflare-conformance/mock/mutants` finds it. */
  readonly mutant?: Defect | undefined;
  /** Receives hostd's log, a line for each request; default: none is written. */
  readonly log?: ((line: string) => void) | undefined;
}

/** The sandboxes that exist in a mock. */
export interface ExistingSandboxes {
  list(): readonly Sandbox[];
  /** A sandbox's files by absolute path; undefined when it does not exist. */
  files(id: string): ReadonlyMap<string, string> | undefined;
}

/** What a test sees of its calls and steers them by. */
export interface Bench {
  /** The key that calls carry. */
  readonly key: string;
  readonly journal: Journal;
  readonly script: Script;
  readonly faults: Faults;
  readonly sandboxes: ExistingSandboxes;
}

/** The calls that carry one key, apart from all others. `using` ends it. */
export interface Namespace extends Bench, Disposable {
  /** Sets parts back to what they were at the start; the others stay. */
  reset(first: Part, ...more: readonly Part[]): void;
  /** Revokes the key and ends its sandboxes. */
  end(): void;
}

/**
 * A hostd in this process, which a test sees through and steers. It has no state but its own: any number of them run
 * side by side. `await using` ends it.
 */
export interface Mock extends Bench, AsyncDisposable {
  /** The first key that it was made with; empty when there is none. */
  readonly key: string;
  /** Keys can be added and revoked while it runs. */
  readonly keys: Keys;
  /** Where it listens, without a slash at the end. Throws Error before `listen`. */
  readonly url: string;
  /** Answers without a server. Whatever the origin of the URL, the request goes to this mock; a path alone will do. */
  readonly fetch: typeof fetch;
  /** Starts to listen. Resolves to the URL. Rejects with Error when it cannot listen there, or listens already. */
  listen(options?: ListenOptions): Promise<string>;
  /** Sets parts back to what they were at the start; the others stay. Namespaces are not touched. */
  reset(first: Part | 'keys', ...more: readonly (Part | 'keys')[]): void;
  /** Sets calls that carry this key, or a fresh one, apart: a journal, sandboxes, a script and faults of their own. */
  namespace(key?: string): Namespace;
  /** Stops to listen, cuts what is under way, and ends all sandboxes. May be called more than once. */
  close(): Promise<void>;
}

/** Makes a mock. It answers `mock.fetch` at once, and a port of its own after `listen()`. */
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
    ...benchOf(reference.main, keys[0] ?? ''),
    keys: reference.keys,
    fetch: fetchOf(reference.core),
    get url() {
      if (url === undefined) throw new Error('the mock does not listen: call listen() first');
      return url;
    },
    async listen(where = {}) {
      if (listening) throw new Error('the mock listens already');
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
    ...benchOf(state, key),
    reset: (...parts) => reset(state, parts),
    end,
    [Symbol.dispose]: end,
  };
}

function benchOf({ journal, script, faults, sandboxes }: State, key: string): Bench {
  return {
    key,
    journal,
    script,
    faults,
    sandboxes: { list: () => sandboxes.list(), files: (id) => sandboxes.find(id)?.files },
  };
}
