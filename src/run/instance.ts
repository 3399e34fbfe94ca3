import type { Configuration, ConfigurationName } from '../checks/configurations.ts';
import type { Printed } from '../checks/launch.ts';
import { LIVENESS } from '../checks/probe.ts';
import { destroyRequest, NO_SANDBOX } from '../checks/sandboxes.ts';
import type { Server } from '../checks/server.ts';
import type { Running } from '../hosts/host.ts';
import type { Exchange, Wire } from '../http/client.ts';
import type { FailureKind } from '../http/failure.ts';
import type { WireRequest } from '../http/request.ts';
import { Crowded, Pool } from './pool.ts';

/** Consecutive requests without a complete response after which a server may be dead. */
const PATIENCE = 4;

/** Failures that suggest a dead server. A closed connection does not: it may be the reaction to a malformed request. */
const HOPELESS: readonly FailureKind[] = ['timeout', 'refused', 'protocol'];

/** A hostd under one configuration, as the checks see it. */
export class Instance implements Server {
  readonly name: ConfigurationName;
  readonly configuration: Configuration;
  /** The keys of its configuration, also when auth is off. */
  readonly keys: readonly string[];
  /** A key that works, for controls, or the first key when none works. Undefined when there are no keys. */
  key: string | undefined;
  readonly wire: Wire;
  readonly running: Running;
  readonly pool: Pool;
  readonly #memo = new Map<unknown, Promise<unknown>>();
  #unanswered = 0;
  #dead: string | undefined;
  requests = 0;

  constructor(
    name: ConfigurationName,
    configuration: Configuration,
    keys: readonly string[],
    wire: Wire,
    running: Running,
    pool = new Pool(),
  ) {
    this.name = name;
    this.configuration = configuration;
    this.keys = keys;
    this.key = keys[0];
    this.wire = wire;
    this.running = running;
    this.pool = pool;
  }

  /** Scheme and authority, as in `http://127.0.0.1:7070`. */
  get origin(): string {
    return `${this.running.endpoint.tls ? 'https' : 'http'}://${this.wire.authority}`;
  }

  get output(): Printed {
    return this.running.output;
  }

  get port(): number {
    return (this.running.listens ?? this.running.endpoint).port;
  }

  listening(): Promise<readonly string[] | undefined> {
    return this.running.listening();
  }

  /** Why the server can no longer respond. Undefined while it is alive. */
  get dead(): string | undefined {
    const { exit, output } = this.running;
    if (!exit) return this.#dead;
    const tail = output.tail(3);
    return `the server ended (${exit.signal ?? `exit code ${exit.code}`})${tail === '' ? '' : `; its last output:\n${tail}`}`;
  }

  /**
   * The same as `dead`, but after several requests in a row without a response, it first sends a liveness probe and a
   * call with a key, since a server that hangs may still respond to the probe.
   */
  async checkDead(): Promise<string | undefined> {
    if (this.#unanswered >= PATIENCE && this.dead === undefined) {
      this.#unanswered = 0;
      this.#dead ??= await this.#hung();
    }
    return this.dead;
  }

  /** True for a request that hostd may carry out: one with a valid key, or any request when auth is off. */
  authorizes({ headers }: WireRequest): boolean {
    if (this.configuration.mode !== 'enforced') return true;
    return headers.some(
      ([name, value]) => /^authorization$/i.test(name) && this.keys.some((key) => value.includes(key)),
    );
  }

  async #hung(): Promise<string | undefined> {
    const alive = async (request: WireRequest) => {
      const headers = [...request.headers, ['Connection', 'close'] as const];
      return (await this.wire.send({ ...request, headers })).response !== undefined;
    };
    const before = `the server stopped responding (${PATIENCE} requests in a row, and`;
    if (!(await alive(LIVENESS))) return `${before} a probe)`;
    const call = destroyRequest(NO_SANDBOX, this.key);
    if ((await alive(call)) || (await alive(call))) return undefined;
    return `${before} two calls; it still responds to ${LIVENESS.method} ${LIVENESS.target})`;
  }

  /** Runs `make` on the first call for `what`, and returns that result from every call. */
  once<T>(what: unknown, make: () => Promise<T>): Promise<T> {
    const known = this.#memo.get(what) as Promise<T> | undefined;
    if (known) return known;
    const made = make().catch((error: unknown) => {
      // The case runs again, and calls this again.
      if (error instanceof Crowded) this.#memo.delete(what);
      throw error;
    });
    this.#memo.set(what, made);
    return made;
  }

  /** Records an exchange, to recognise a dead server. Liveness probes do not count, since any hostd serves them. */
  observe({ request, response, failure }: Exchange): void {
    this.requests += 1;
    const isHopeless = response === undefined && failure !== undefined && HOPELESS.includes(failure.kind);
    if (isHopeless) this.#unanswered += 1;
    else if (request.target !== LIVENESS.target) this.#unanswered = 0;
  }
}
