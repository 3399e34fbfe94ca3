import type { Bytes } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import type { ConfigurationName } from '../checks/configurations.ts';
import type { Expectation } from '../checks/expectation.ts';
import type { Attempt, Exit, QuietRun } from '../checks/launch.ts';
import type { Recorder } from '../checks/recorder.ts';
import { destroyRequest, protectedEffect, sandboxesIn } from '../checks/sandboxes.ts';
import type { ServerNetwork } from '../checks/server.ts';
import type { Recorded, Role, Trial } from '../checks/trial.ts';
import { Mismatch, Skip, Untestable } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import { refusedOnTheWay } from '../gateway/refusal.ts';
import { type Exchange, Wire } from '../http/client.ts';
import type { Connection } from '../http/connection.ts';
import { WireFailure } from '../http/failure.ts';
import { kept } from '../http/kept.ts';
import { isLimitResponse } from '../http/pace.ts';
import type { WireRequest } from '../http/request.ts';
import type { WireResponse } from '../http/response.ts';
import type { Instance } from './instance.ts';
import type { Launcher } from './launcher.ts';
import { Crowded, isExhausted, mayCreate } from './pool.ts';

/** A request without a valid key that was carried out. */
export interface Breach {
  readonly exchange: Exchange;
  readonly effect: string;
  /** True when the request had no key at all: nothing worse can be found, whatever the level of the check. */
  readonly keyless: boolean;
}

/** Limit for the end of one sandbox after the run was interrupted, in milliseconds. */
const LATE_CLEAN_UP_MS = 1_000;

/** Statuses by which an operation answers for itself: success, or what it does not find, accept or know. */
const isHandlers = (status: number) => status < 300 || [404, 409, 422].includes(status);

/** Sandboxes of one case that are remembered and destroyed. */
const SANDBOXES = 512;

/** Sandboxes of one case that are destroyed at the same time. */
const DESTROYED_AT_ONCE = 8;

/** How often a case that has sandboxes asks for one more. */
const KEPT_ATTEMPTS = 5;

/** How often a server that limits the rate of requests is waited for before its pool is taken for full. */
const LIMITED_WAITS = 3;

/** Milliseconds between two looks whether other cases have destroyed their sandboxes. */
const OTHERS_MS = 100;

/** One case as it runs: sends, records and judges, and cleans up after itself. */
export class CaseTrial implements Trial {
  readonly contract: Contract;
  readonly #launcher: Launcher;
  readonly secrets: Secrets;
  /** Random bytes of this case. */
  readonly random: Bytes;
  readonly #recorded: Recorded[] = [];
  readonly #instance: Instance | undefined;
  readonly #alone: boolean;
  readonly #connections: Connection[] = [];
  /** The sandboxes of this case, and the server that each is on. */
  readonly #sandboxes = new Map<string, Instance>();
  readonly #kept = new Set<string>();
  #breach: Breach | undefined;

  /**
   * @param purpose which case it is, for what is random in it
   * @param alone true when no other case makes sandboxes meanwhile
   */
  constructor(contract: Contract, launcher: Launcher, instance: Instance | undefined, purpose: string, alone = false) {
    this.#alone = alone;
    this.contract = contract;
    this.#launcher = launcher;
    this.secrets = launcher.secrets;
    this.#instance = instance;
    this.random = launcher.random.for(purpose);
  }

  /** The server under test. Only for checks that name configurations. */
  get instance(): Instance {
    if (!this.#instance) throw new Error('this check launches servers itself and has no shared instance');
    return this.#instance;
  }

  get keys(): readonly string[] {
    return this.instance.keys;
  }

  /** A valid key. */
  get key(): string {
    const { key } = this.instance;
    if (key === undefined) throw new Skip('needs a valid key, and none is configured');
    return key;
  }

  /** What sees the requests arrive. Only for checks that need it. */
  get recorder(): Recorder {
    const { recorder } = this.instance.running;
    if (!recorder) throw new Error('this check needs a recorder and has none');
    return recorder;
  }

  /** True when what is sent passes a gateway on its way. */
  get behindGateway(): boolean {
    return this.#instance?.running.recorder !== undefined;
  }

  /** True when the server takes the keys that the suite has given it and no others. */
  get knowsEveryKey(): boolean {
    return this.#launcher.target.launchable;
  }

  get network(): ServerNetwork {
    return this.#launcher.network;
  }

  get enforced(): boolean {
    return this.instance.configuration.mode === 'enforced';
  }

  /** The exchanges of this case in their order, each in bounded memory. */
  get recorded(): readonly Recorded[] {
    return this.#recorded;
  }

  /** The exchange that was recorded last. */
  get last(): Exchange {
    const last = this.#recorded.at(-1);
    if (!last) throw new Error('nothing was sent yet');
    return last.exchange;
  }

  /** Records an exchange that was made for this case in another way than by `send`. */
  record(exchange: Exchange, role: Role): void {
    this.#recorded.push({ role, exchange: kept(exchange) });
    const { response } = exchange;
    const effect = role === 'step' || !response ? undefined : protectedEffect(response);
    if (effect !== undefined && this.#lacksKey(exchange)) this.#note(exchange, effect);
  }

  /** Notes a breach; the first one, and rather one that carried no token at all. */
  #note(exchange: Exchange, effect: string): void {
    const keyless = isKeyless(exchange);
    if (!this.#breach || (keyless && !this.#breach.keyless))
      this.#breach = { exchange: kept(exchange), effect, keyless };
  }

  /**
   * Sends a request and records the exchange. Where the server has no room for one more sandbox, the ones that the case
   * needs no longer are destroyed first, and the request is sent again. Never rejects for anything else that the server does.
   * @throws Crowded when the case must run again, alone
   * @throws Skip when the case itself needs more sandboxes than the server has room for
   * @throws Untestable when the server has no room though the case has no sandbox
   */
  async send(
    request: WireRequest,
    role: Role = 'step',
    connection?: Connection,
    to = this.instance,
  ): Promise<Exchange> {
    await requireAlive(to);
    const creates = this.#isAuthorized(request, to) && mayCreate(request);
    this.#requireTurn(creates, to);
    let used = connection;
    for (let attempt = 1; ; attempt += 1) {
      // A server that has no room asks to wait as well, and no wait helps while the suite has the sandboxes.
      const patience = creates ? patienceFor(to, attempt) : undefined;
      const sent = await to.wire.send(request, used, patience);
      if (!(await this.#makeRoom(sent, attempt, to))) {
        const exchange = attempt === 1 ? sent : { ...sent, retries: sent.retries + attempt - 1 };
        this.#record(exchange, role, to);
        return exchange;
      }
      if (used && !used.reusable) used = await this.connect();
    }
  }

  /**
   * Sends requests in one packet. The last is the one that the check is about: its exchange, or undefined when the
   * server does not answer them all.
   */
  async pipeline(...requests: readonly WireRequest[]): Promise<Exchange | undefined> {
    const { instance } = this;
    await requireAlive(instance);
    this.#requireTurn(
      requests.some((request) => this.#isAuthorized(request, instance) && mayCreate(request)),
      instance,
    );
    const pipeline = () => instance.wire.pipeline(requests).catch(untestable);
    let exchanges = await pipeline();
    for (let attempt = 1; await this.#makeRoom(exchanges, attempt, instance); attempt += 1)
      exchanges = await pipeline();
    const last = exchanges?.at(-1);
    for (const exchange of exchanges ?? []) this.#record(exchange, exchange === last ? 'probe' : 'control', instance);
    return last;
  }

  #record(exchange: Exchange, role: Role, by: Instance): void {
    by.observe(exchange.response, exchange.failure);
    this.record(exchange, role);
    for (const id of sandboxesIn(exchange.response)) {
      if (this.#sandboxes.size === SANDBOXES) break;
      this.#sandboxes.set(id, by);
      by.pool.add(id);
    }
  }

  /** The case needs these sandboxes until its end. Any other may be destroyed to make room. */
  keep(...ids: readonly string[]): void {
    for (const id of ids) this.#kept.add(id);
  }

  /** True for a request that an operation may be carried out for: one with a valid key, or any where auth is off. */
  #isAuthorized({ headers }: WireRequest, { configuration, keys }: Instance): boolean {
    return configuration.mode !== 'enforced' || headers.some(([, value]) => keys.some((key) => value.includes(key)));
  }

  /** The exchange that was refused because there is no room for one more sandbox. */
  #refusal(exchanges: readonly Exchange[], by: Instance): Exchange | undefined {
    return exchanges.find(
      ({ request, response }) => response && isExhausted(request, response, this.#isAuthorized(request, by)),
    );
  }

  /** Makes room for one more sandbox, or waits until there is room, where one of these exchanges shows that there is none. */
  async #makeRoom(sent: Exchange | readonly Exchange[] | undefined, attempt: number, on: Instance): Promise<boolean> {
    const refusal = sent && this.#refusal([sent].flat(), on);
    if (!refusal?.response) return false;
    const { pool } = on;
    pool.limited = true;
    if (!this.#alone && on === this.#instance) throw new Crowded();
    const own = [...this.#sandboxes].filter(([, by]) => by === on).map(([id]) => id);
    const spare = own.filter((id) => !this.#kept.has(id));
    if (spare.length > 0) await this.#destroy(on, spare);
    else {
      // The sandboxes of other cases go when these end; for what else takes up the room there is a limit.
      const others = pool.live.size > own.length;
      const patient = own.length === 0 || attempt <= KEPT_ATTEMPTS;
      const ms = others ? OTHERS_MS : patient ? pool.nextWait(refusal.response, attempt) : undefined;
      if (ms === undefined) return this.#giveUp(refusal, own.length, on);
      await on.wire.rest(ms);
    }
    on.observe(refusal.response, undefined);
    return true;
  }

  /** False for a request that should not have got this far: it is judged by its response. */
  #giveUp({ request, response }: Exchange, own: number, on: Instance): false {
    if (!this.#isAuthorized(request, on)) return false;
    const found = `${response?.status} ${response?.body.toString('utf8', 0, 200).trim()}`;
    if (own > 0) throw new Skip(`the pool is exhausted: there is no room for the sandboxes that this needs (${found})`);
    throw new Untestable('room for one sandbox', `the pool is exhausted: ${found}`);
  }

  /** Where there is no room for the sandboxes of several cases, only a case that runs alone makes any. */
  #requireTurn(creates: boolean, to: Instance): void {
    if (creates && to.pool.limited && !this.#alone && to === this.#instance) throw new Crowded();
  }

  /** Sends the request that the check is about and judges its answer. */
  async expect(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<Exchange> {
    const exchange = await this.send(request, 'probe', connection);
    this.judge(exchange, expectation);
    return exchange;
  }

  /** Judges an exchange that was already made. */
  judge(exchange: Exchange, expectation: Expectation): void {
    haltAtLimit(exchange);
    const found = expectation.judge(exchange);
    if (found === undefined) return;
    this.#skipClosed(exchange);
    skipOutOfStep(exchange);
    this.#skipRefusal(exchange);
    throw new Mismatch(expectation.says, found);
  }

  /** Sends a request whose answer shows whether the check can say anything; if it does not behave, nothing is judged. */
  async control(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<WireResponse> {
    const exchange = await this.send(request, 'control', connection);
    if (expectation.judge(exchange) !== undefined) await this.#lookForBreach(exchange);
    return this.require(exchange, expectation);
  }

  /** Judges an exchange that was made as a control. */
  require(exchange: Exchange, expectation: Expectation): WireResponse {
    const found = expectation.judge(exchange);
    if (found !== undefined) {
      this.#skipClosed(exchange);
      skipOutOfStep(exchange);
      this.#skipRefusal(exchange);
    }
    if (found !== undefined || !exchange.response)
      throw new Untestable(`as a control: ${expectation.says}`, found ?? exchange.failure?.message ?? 'no answer');
    return exchange.response;
  }

  /** Opens a connection for this case alone; it is closed when the case ends. */
  async connect(): Promise<Connection> {
    const connection = await this.instance.wire.connect().catch(untestable);
    this.#connections.push(connection);
    return connection;
  }

  /** Starts a server under a configuration and watches it until it has refused or shown itself. */
  attempt(name: ConfigurationName): Promise<Attempt> {
    return this.#launcher.attempt(name);
  }

  /** What a server printed that was started under a configuration, left alone and ended; see {@link Launcher.quietRun}. */
  quietRun(name: ConfigurationName, awaited?: (line: string) => boolean, limitMs?: number): Promise<QuietRun> {
    return this.#launcher.quietRun(name, awaited, limitMs);
  }

  /** Starts a server of the check's own, and ends it when `use` is done. */
  launch<T>(name: ConfigurationName, use: (instance: Instance) => Promise<T>): Promise<T> {
    return this.#launcher.withInstance(name, use);
  }

  launchOnTakenPort(name: ConfigurationName): Promise<Exit | undefined> {
    return this.#launcher.startOnTakenPort(name);
  }

  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    return this.#launcher.once(name, make);
  }

  randomFor(purpose: string): Bytes {
    return this.#launcher.random.for(purpose);
  }

  /**
   * A request of this case, steps aside, that had no valid key anywhere in it and whose answer shows that a protected handler ran.
   * Whatever the case is about, that is the one thing that must never happen.
   */
  get breach(): Breach | undefined {
    return this.#breach;
  }

  /** True for a request without a valid key to a server that enforces keys. */
  #lacksKey({ sent }: Exchange): boolean {
    return this.#instance !== undefined && this.enforced && !this.keys.some((key) => sent.includes(Buffer.from(key)));
  }

  /** A control without a valid key that gets word for word what it gets with one was served: nobody looked for a key. */
  async #lookForBreach(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    if (!response || !this.#lacksKey(exchange)) return;
    if (!isHandlers(response.status) || this.instance.key === undefined) return;
    const headers = request.headers.filter(([name]) => !/^authorization$/i.test(name));
    const twin = await this.send(
      { ...request, headers: [...headers, ['Authorization', `Bearer ${this.key}`]] },
      'control',
    );
    if (twin.response?.status !== response.status || !twin.response.body.equals(response.body)) return;
    this.#note(exchange, `with and without a valid key the same answer (${response.status})`);
  }

  /** A server may close after each answer, and need not say so: then no request comes second on a connection. */
  #skipClosed({ turn, failure }: Exchange): void {
    if (turn > 1 && failure?.silent && (failure.kind === 'closed' || failure.kind === 'reset'))
      throw new Skip('the server closes the connection after an answer');
  }

  /** A gateway may keep to itself what no client sends: then nothing is known of the server. */
  #skipRefusal(exchange: Exchange): void {
    const refused = this.behindGateway ? refusedOnTheWay(exchange, this.contract.operations) : undefined;
    if (refused !== undefined) throw new Skip(`the gateway does not let this request through: ${refused}`);
  }

  fail(expected: string, actual: string): never {
    throw new Mismatch(expected, actual);
  }

  skip(reason: string): never {
    throw new Skip(reason);
  }

  /** Closes the case's connections and destroys every sandbox that an answer named. */
  async cleanUp(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    const instance = this.#instance;
    if (instance) await this.#destroy(instance, [...this.#sandboxes.keys()]);
  }

  async #destroy(on: Instance, ids: readonly string[]): Promise<void> {
    const own = ids.filter((id) => this.#sandboxes.get(id) === on);
    if (on.dead === undefined && own.length > 0) {
      const { wire, running, key } = on;
      // An interrupted run has closed its wire.
      const used = wire.open ? wire : new Wire(running.endpoint, running.authority, LATE_CLEAN_UP_MS);
      const left = [...own];
      const next = async (): Promise<void> => {
        for (let id = left.pop(); id !== undefined && on.dead === undefined; id = left.pop()) {
          const { response } = await used.send(destroyRequest(id, key));
          // Hundreds of ids are not worth a wait for each.
          if (!response) left.length = 0;
        }
      };
      await Promise.all(Array.from({ length: wire.keepsConnections ? DESTROYED_AT_ONCE : 1 }, next));
      if (used !== wire) used.close();
    }
    for (const id of own) {
      this.#sandboxes.delete(id);
      on.pool.live.delete(id);
    }
  }
}

/** How often a request for one more sandbox waits when it is refused: either for a limit of requests, or for lack of room. */
function patienceFor({ wire, pool }: Instance, attempt: number): number {
  const firstly = attempt === 1 && !pool.limited;
  return wire.isLimited ? LIMITED_WAITS : Number(firstly);
}

/** True when no Authorization header of the request has a token in it. */
function isKeyless({ request }: Exchange): boolean {
  return request.headers.every(([name, value]) => !/^authorization$/i.test(name) || /^\s*(bearer\s*)?$/i.test(value));
}

async function requireAlive(instance: Instance): Promise<void> {
  const dead = await instance.checkDead();
  if (dead !== undefined) throw new Untestable('a server that answers', dead);
}

/** Without a connection nothing is known of the server. */
function untestable(error: unknown): never {
  if (!(error instanceof WireFailure)) throw error;
  throw new Untestable('as a control: a connection', error.message);
}

/** A server that takes what it left unread for the next request answers that, and not what was sent. */
function skipOutOfStep({ response, failure, doubtful }: Exchange): void {
  const isAnother = doubtful && response && response.status >= 400 && ![401, 403, 429].includes(response.status);
  if (isAnother || failure?.kind === 'stray')
    throw new Skip(
      'the connection is out of step after an earlier request; see unauthorized/unread-body and http/no-body',
    );
}

/** A server that has too many requests says nothing of its key check. Sources: RFC 6585, 4; RFC 9110, 15.6.4. */
function haltAtLimit({ response }: Exchange): void {
  if (!response || !isLimitResponse(response)) return;
  const { status } = response;
  const found = status === 429 ? '429: raise its rate limit for the run' : `${status} with Retry-After: it is busy`;
  throw new Untestable('a response to each request', found);
}
