import type { Bytes } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import type { ConfigurationName } from '../checks/configurations.ts';
import type { Expectation } from '../checks/expectation.ts';
import type { Attempt, Exit, QuietRun } from '../checks/launch.ts';
import type { Recorder } from '../checks/recorder.ts';
import type { ServerNetwork } from '../checks/server.ts';
import type { Recorded, Role, Trial } from '../checks/trial.ts';
import { Mismatch, Skip, Untestable } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../http/client.ts';
import type { Connection } from '../http/connection.ts';
import { kept } from '../http/kept.ts';
import type { WireRequest } from '../http/request.ts';
import type { WireResponse } from '../http/response.ts';
import { type Breach, BreachWatch, isOfHandler } from './breach.ts';
import {
  haltAtCoding,
  haltAtLimit,
  malformation,
  requireAlive,
  skipClosed,
  skipOutOfStep,
  skipRefusal,
  untestable,
} from './excuses.ts';
import type { Instance } from './instance.ts';
import type { Launcher } from './launcher.ts';
import { Room } from './room.ts';

/** One case while it runs. It sends, records and judges, and cleans up after itself. */
export class CaseTrial implements Trial {
  readonly contract: Contract;
  readonly secrets: Secrets;
  readonly random: Bytes;
  readonly #launcher: Launcher;
  readonly #instance: Instance | undefined;
  readonly #recorded: Recorded[] = [];
  readonly #connections: Connection[] = [];
  readonly #room: Room;
  readonly #breaches = new BreachWatch();

  /**
   * @param purpose names the case. Its random bytes follow from that.
   * @param alone true when no other case makes sandboxes meanwhile
   */
  constructor(contract: Contract, launcher: Launcher, instance: Instance | undefined, purpose: string, alone = false) {
    this.contract = contract;
    this.secrets = launcher.secrets;
    this.random = launcher.random.for(purpose);
    this.#launcher = launcher;
    this.#instance = instance;
    this.#room = new Room(instance, alone);
  }

  get instance(): Instance {
    if (!this.#instance) throw new Error('this check launches servers itself and has no shared instance');
    return this.#instance;
  }

  get keys(): readonly string[] {
    return this.instance.keys;
  }

  get key(): string {
    const { key } = this.instance;
    if (key === undefined) throw new Skip('needs a valid key, and none is configured');
    return key;
  }

  get recorder(): Recorder {
    const { recorder } = this.instance.running;
    if (!recorder) throw new Error('this check needs a recorder and has none');
    return recorder;
  }

  get behindGateway(): boolean {
    return this.#instance?.running.recorder !== undefined;
  }

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

  /** A request of this case, steps aside, that had no valid key and that hostd carried out. */
  get breach(): Breach | undefined {
    return this.#breaches.breach;
  }

  get last(): Exchange {
    const last = this.#recorded.at(-1);
    if (!last) throw new Error('nothing was sent yet');
    return last.exchange;
  }

  record(exchange: Exchange, role: Role): void {
    this.#recorded.push({ role, exchange: kept(exchange) });
    if (role !== 'step' && this.#lacksKey(exchange)) this.#breaches.look(exchange);
  }

  /**
   * Sends a request and records the exchange. Makes room and sends it again when the server has no room for one more
   * sandbox.
   * @throws Crowded, Skip or Untestable when there is no room; see {@link Room.make}
   */
  async send(
    request: WireRequest,
    role: Role = 'step',
    connection?: Connection,
    to = this.instance,
  ): Promise<Exchange> {
    await requireAlive(to);
    this.#room.requireTurn([request], to);
    let used = connection;
    for (let attempt = 1; ; attempt += 1) {
      const sent = await to.wire.send(request, used, this.#room.patience(request, attempt, to));
      if (!(await this.#room.make([sent], attempt, to))) {
        const exchange = attempt === 1 ? sent : { ...sent, retries: sent.retries + attempt - 1 };
        this.#take(exchange, role, to);
        return exchange;
      }
      if (used && !used.reusable) used = await this.connect();
    }
  }

  async pipeline(...requests: readonly WireRequest[]): Promise<Exchange | undefined> {
    const { instance } = this;
    await requireAlive(instance);
    this.#room.requireTurn(requests, instance);
    const pipeline = () => instance.wire.pipeline(requests).catch(untestable);
    let exchanges = await pipeline();
    for (let attempt = 1; await this.#room.make(exchanges ?? [], attempt, instance); attempt += 1)
      exchanges = await pipeline();
    const last = exchanges?.at(-1);
    for (const exchange of exchanges ?? []) this.#take(exchange, exchange === last ? 'probe' : 'control', instance);
    return last;
  }

  keep(...ids: readonly string[]): void {
    this.#room.keep(ids);
  }

  async expect(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<Exchange> {
    const exchange = await this.send(request, 'probe', connection);
    this.judge(exchange, expectation);
    return exchange;
  }

  judge(exchange: Exchange, expectation: Expectation): void {
    haltAtLimit(exchange);
    haltAtCoding(exchange);
    const found = malformation(exchange) ?? expectation.judge(exchange);
    if (found === undefined) return;
    this.#excuse(exchange);
    throw new Mismatch(expectation.says, found);
  }

  async control(request: WireRequest, expectation: Expectation, connection?: Connection): Promise<WireResponse> {
    const exchange = await this.send(request, 'control', connection);
    if (expectation.judge(exchange) !== undefined) await this.#lookForBreach(exchange);
    return this.require(exchange, expectation);
  }

  require(exchange: Exchange, expectation: Expectation): WireResponse {
    const found = malformation(exchange) ?? expectation.judge(exchange);
    if (found !== undefined) this.#excuse(exchange);
    if (found !== undefined || !exchange.response)
      throw new Untestable(`control: ${expectation.says}`, found ?? exchange.failure?.message ?? 'no response');
    return exchange.response;
  }

  async connect(): Promise<Connection> {
    const connection = await this.instance.wire.connect().catch(untestable);
    this.#connections.push(connection);
    return connection;
  }

  attempt(name: ConfigurationName): Promise<Attempt> {
    return this.#launcher.attempt(name);
  }

  quietRun(name: ConfigurationName, awaited?: (line: string) => boolean, limitMs?: number): Promise<QuietRun> {
    return this.#launcher.quietRun(name, awaited, limitMs);
  }

  launch<T>(name: ConfigurationName, use: (instance: Instance) => Promise<T>): Promise<T> {
    return this.#launcher.withInstance(name, use);
  }

  launchOnTakenPort(name: ConfigurationName): Promise<Exit | undefined> {
    return this.#launcher.launchOnTakenPort(name);
  }

  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    return this.#launcher.once(name, make);
  }

  randomFor(purpose: string): Bytes {
    return this.#launcher.random.for(purpose);
  }

  fail(expected: string, actual: string): never {
    throw new Mismatch(expected, actual);
  }

  skip(reason: string): never {
    throw new Skip(reason);
  }

  /** Closes the connections of the case and destroys its sandboxes. */
  async cleanUp(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.#room.clear();
  }

  #take(exchange: Exchange, role: Role, by: Instance): void {
    by.observe(exchange);
    this.record(exchange, role);
    this.#room.add(exchange, by);
  }

  #excuse(exchange: Exchange): void {
    skipClosed(exchange);
    skipOutOfStep(exchange);
    if (this.behindGateway) skipRefusal(exchange, this.contract.operations);
  }

  /** True for a request without a valid key to a server that enforces keys. */
  #lacksKey({ sent }: Exchange): boolean {
    return this.#instance !== undefined && this.enforced && !this.keys.some((key) => sent.includes(Buffer.from(key)));
  }

  /** Sends a failed control without a valid key once more with one, and compares the responses. */
  async #lookForBreach(control: Exchange): Promise<void> {
    const { request, response } = control;
    if (!response || !this.#lacksKey(control) || !isOfHandler(response) || this.instance.key === undefined) return;
    const headers = request.headers.filter(([name]) => !/^authorization$/i.test(name));
    const twin = { ...request, headers: [...headers, ['Authorization', `Bearer ${this.key}`] as const] };
    this.#breaches.compare(control, await this.send(twin, 'control'));
  }
}
