import { type Quote, quoteStart } from '../base/quote.ts';
import { ResourceError } from '../base/resources.ts';
import { Connection, type Endpoint } from './connection.ts';
import { leavesDoubt } from './doubt.ts';
import { WireFailure } from './failure.ts';
import { isLimitResponse, Pace, type Slowdown } from './pace.ts';
import { isPlain, serialize, type WireRequest } from './request.ts';
import type { WireResponse } from './response.ts';

/** A request and its outcome: either `response` or `failure` is set. */
export interface Exchange {
  readonly request: WireRequest;
  /** The bytes that were written. */
  readonly sent: Buffer;
  readonly response?: WireResponse;
  readonly failure?: WireFailure;
  /** How often the request was sent again because a keep-alive connection turned out to be closed or out of step. */
  readonly retries: number;
  /** True if an earlier exchange on the connection may have put client and server out of step. */
  readonly doubtful?: true;
  /** The position of the request on its connection, counting from 1. */
  readonly turn: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** How often a request is sent again after its connection was dropped: ordinary requests, and all others. */
const DROP_RETRIES = { plain: 5, odd: 3 };
/** Milliseconds between two connections to a server that drops some of them: initial and maximum. */
const SPACING_MS = { first: 10, most: 160 };

/** How often a request is retried on the connection on which a rate limit refused it. */
const SAME_CONNECTION_WAITS = 2;

/** Sends requests to one server, over keep-alive connections or over a connection of the caller. */
export class Wire {
  readonly endpoint: Endpoint;
  readonly authority: string;
  readonly timeoutMs: number;
  readonly #quote: Quote;
  /** False to close each connection after its response, for servers that serve one connection at a time. */
  keepsConnections = true;
  /**
   * A request with the same response on every connection. The client sends it after an exchange that leaves doubt, to
   * find out whether the connection is still in step. Without it, such a connection is closed.
   */
  probe: WireRequest | undefined;
  /** Kinds of exchanges that leave doubt, and whether the connection was in step after one of that kind. */
  readonly #inStep = new Map<string, boolean>();
  #probeStatus: Promise<number | undefined> | undefined;
  /**
   * True for a server that drops connections above a limit and may still count those that were just closed. A request
   * on a new connection that ends without a byte is then sent again, and further connections are opened more slowly.
   */
  dropsConnections = false;
  #spacing = SPACING_MS.first;
  #nextConnection = 0;
  readonly #idle: Connection[] = [];
  readonly #open = new Set<Connection>();
  readonly #pace = new Pace();
  #isLimited = false;
  #lack: ResourceError | undefined;
  #over = false;

  /**
   * @param authority value of the Host line, e.g. `127.0.0.1:7070`
   * @param timeoutMs limit for a whole exchange, in milliseconds
   * @param quote quotes server output in failures; default: its first characters
   */
  constructor(endpoint: Endpoint, authority: string, timeoutMs: number, quote: Quote = quoteStart) {
    this.endpoint = endpoint;
    this.authority = authority;
    this.timeoutMs = timeoutMs;
    this.#quote = quote;
  }

  /** Opens a connection for the caller alone. Rejects with a WireFailure or a ResourceError. */
  async connect(): Promise<Connection> {
    if (this.dropsConnections) await this.#spaceOut();
    this.#goOn();
    const connection = await Connection.open(this.endpoint, this.timeoutMs, this.#quote).catch((error: unknown) => {
      if (error instanceof ResourceError) this.#lack ??= error;
      throw error;
    });
    if (this.#over) connection.close();
    this.#goOn();
    this.#open.add(connection);
    return connection;
  }

  /**
   * Sends a request. Rejects only with a ResourceError; any other failure is part of the exchange. Without
   * `connection`, an ordinary request uses a free keep-alive connection. If that turns out to be closed before the
   * first byte of the response, or receives bytes that belong to no response, the request is sent once more on a new
   * connection. The request is also retried, at most `patience` times, when the server asks to slow down. Such a retry
   * uses a new connection, and closes the given one, if that may be out of step or still refuses after two waits,
   * because some servers count requests per connection.
   */
  async send(request: WireRequest, connection?: Connection, patience = Number.POSITIVE_INFINITY): Promise<Exchange> {
    const sent = serialize(request, this.authority);
    const startedAt = Date.now();
    const since = performance.now();
    let retries = 0;
    let turn = 1;
    let waits = 0;
    let chosen = connection;
    let fresh = false;
    const doubtful = connection?.doubtful ?? false;
    const outcome = async (): Promise<{ response: WireResponse } | { failure: WireFailure }> => {
      for (;;) {
        const kept = chosen ?? (isPlain(request) && !fresh ? this.#takeIdle() : undefined);
        const reused = chosen === undefined && kept !== undefined;
        try {
          await this.#pace.turn();
          this.#goOn();
          const used = kept ?? (await this.connect());
          const sentAt = performance.now();
          const answer = used.send(sent, request.method === 'HEAD', this.timeoutMs, request.bodyLimit);
          turn = used.sent;
          const response = await answer;
          const doubt = leavesDoubt(request, response) !== undefined;
          used.doubtful ||= doubt;
          if (chosen === undefined) this.#release(used, request, response);
          if (!this.#isRefusedByLimit(response, waits)) return { response };
          const isRate = patience === Number.POSITIVE_INFINITY;
          this.#isLimited ||= isRate && response.status === 429;
          if (waits >= patience || !this.#pace.slowsDown(response, waits, sentAt, isRate)) return { response };
          waits += 1;
          fresh ||= waits > SAME_CONNECTION_WAITS;
          if (chosen && (doubt || waits > SAME_CONNECTION_WAITS || !chosen.reusable)) {
            chosen.close();
            chosen = await this.connect();
          }
        } catch (error) {
          if (!(error instanceof WireFailure)) throw error;
          const stale = error.silent && (error.kind === 'reset' || error.kind === 'closed');
          const dropped = this.dropsConnections && stale && turn === 1;
          if (dropped && retries < (isPlain(request) ? DROP_RETRIES.plain : DROP_RETRIES.odd)) {
            this.#spacing = Math.min(this.#spacing * 2, SPACING_MS.most);
            if (chosen) chosen = await this.connect();
          } else if (!reused || !(stale || error.kind === 'stray')) return { failure: error };
          fresh = error.kind === 'stray';
          retries += 1;
        }
      }
    };
    const result = await outcome();
    const durationMs = performance.now() - since;
    return { request, sent, ...result, retries, turn, ...(doubtful && { doubtful }), startedAt, durationMs };
  }

  /**
   * Sends requests in one packet on a connection of their own. Resolves to the exchanges in order, or to undefined if
   * any request got no response. If the server asks to slow down, sends them once more after a wait. Rejects with a
   * WireFailure if it cannot connect.
   */
  async pipeline(requests: readonly WireRequest[]): Promise<readonly Exchange[] | undefined> {
    const sent = requests.map((request) => serialize(request, this.authority));
    for (let waits = 0; ; waits += 1) {
      await this.#pace.turn();
      const connection = await this.connect();
      const startedAt = Date.now();
      const since = performance.now();
      const exchange = async (request: WireRequest, i: number): Promise<Exchange & { response: WireResponse }> => {
        const bytes = i === 0 ? Buffer.concat(sent) : Buffer.alloc(0);
        const response = await connection.send(bytes, request.method === 'HEAD', this.timeoutMs, request.bodyLimit);
        const durationMs = performance.now() - since;
        return { request, sent: sent[i] ?? bytes, response, retries: 0, turn: i + 1, startedAt, durationMs };
      };
      const exchanges = await Promise.all(requests.map(exchange)).catch(() => undefined);
      this.#drop(connection);
      const refused =
        exchanges?.map(({ response }) => response).filter((each) => this.#isRefusedByLimit(each, waits)) ?? [];
      if (!refused.some((response) => this.#pace.slowsDown(response, waits, since))) return exchanges;
    }
  }

  /** Throws the ResourceError that an earlier call met, since not every caller looks at it. */
  requireResources(): void {
    if (this.#lack) throw this.#lack;
  }

  /** True once the server refused a request and only a request limit can explain it. */
  get isLimited(): boolean {
    return this.#isLimited;
  }

  /** Called for each wait that the server asks for. */
  set onSlowdown(listener: (slowdown: Slowdown) => void) {
    this.#pace.onSlowdown = listener;
  }

  /** Resolves after this many milliseconds, or when the client closes. */
  rest(ms: number): Promise<void> {
    return this.#pace.rest(ms);
  }

  /** False once the client stops sending. */
  get open(): boolean {
    return !this.#over;
  }

  /** Closes the keep-alive connections that no request uses. */
  closeIdle(): void {
    for (const connection of this.#idle.splice(0)) this.#drop(connection);
  }

  /** Stops sending, and closes every connection after `graceMs` milliseconds, in which responses can still arrive. */
  drain(graceMs: number): void {
    this.#over = true;
    this.#pace.end();
    setTimeout(() => this.close(), graceMs);
  }

  /** Closes every connection and opens no more. */
  close(): void {
    this.#over = true;
    this.#pace.end();
    for (const connection of this.#open) connection.close();
    this.#open.clear();
    this.#idle.length = 0;
  }

  #isRefusedByLimit(response: WireResponse, waits: number): boolean {
    const isRefused = isLimitResponse(response);
    if (!isRefused) this.#pace.admit(waits);
    return isRefused;
  }

  #goOn(): void {
    if (this.#over) throw new WireFailure('closed', 'closed by the suite', undefined, false);
  }

  async #spaceOut(): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#nextConnection);
    this.#nextConnection = at + this.#spacing;
    if (at > now) await this.rest(at - now);
  }

  #takeIdle(): Connection | undefined {
    for (;;) {
      const connection = this.#idle.pop();
      if (!connection || connection.reusable) return connection;
      this.#open.delete(connection);
    }
  }

  #release(connection: Connection, request: WireRequest, response: WireResponse): void {
    const mayStay = this.keepsConnections && connection.reusable && isPlain(request);
    const kind = leavesDoubt(request, response);
    const inStep = kind === undefined || this.#inStep.get(kind);
    if (!mayStay) this.#drop(connection);
    else if (inStep) this.#idle.push(connection);
    else if (kind !== undefined && inStep === undefined && this.probe)
      void this.#keepIfInStep(connection, kind, this.probe);
    else this.#drop(connection);
  }

  #drop(connection: Connection): void {
    connection.close();
    this.#open.delete(connection);
  }

  /**
   * Checks once per kind of exchange. Until the result is known, connections after other exchanges of that kind are
   * closed.
   */
  async #keepIfInStep(connection: Connection, kind: string, probe: WireRequest): Promise<void> {
    this.#inStep.set(kind, false);
    this.#probeStatus ??= this.connect().then(
      async (fresh) => {
        const status = await this.#statusOf(probe, fresh);
        this.#drop(fresh);
        return status;
      },
      () => undefined,
    );
    const expected = await this.#probeStatus;
    const inStep =
      expected !== undefined && (await this.#statusOf(probe, connection)) === expected && connection.reusable;
    this.#inStep.set(kind, inStep);
    if (inStep) this.#idle.push(connection);
    else this.#drop(connection);
  }

  async #statusOf(request: WireRequest, connection: Connection): Promise<number | undefined> {
    await this.#pace.turn();
    const answer = connection.send(
      serialize(request, this.authority),
      request.method === 'HEAD',
      this.timeoutMs,
      request.bodyLimit,
    );
    return (await answer.catch(() => undefined))?.status;
  }
}
