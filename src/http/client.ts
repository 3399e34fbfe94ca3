import { type Quote, quoteStart } from '../base/quote.ts';
import { ResourceError } from '../base/resources.ts';
import { Connection, type Endpoint } from './connection.ts';
import { leavesDoubt } from './doubt.ts';
import { WireFailure } from './failure.ts';
import { isLimitResponse, Pace, type Slowdown } from './pace.ts';
import { isPlain, serialize, type WireRequest } from './request.ts';
import type { WireResponse } from './response.ts';

/** One request and what came of it. Exactly one of `response` and `failure` is there. */
export interface Exchange {
  readonly request: WireRequest;
  /** The bytes that were written. */
  readonly sent: Buffer;
  readonly response?: WireResponse;
  readonly failure?: WireFailure;
  /** How often the request was sent again because a kept connection turned out to be closed or out of step. */
  readonly retries: number;
  /** True when an earlier exchange on its connection may have put client and server out of step. */
  readonly doubtful?: true;
  /** Which request on its connection it was; 1 for the first. */
  readonly turn: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** How often a request is sent again whose connection was dropped: one that clients send, and any other. */
const DROP_RETRIES = { plain: 5, odd: 3 };
/** Milliseconds between two connections to a server that drops some: at first, and at most. */
const SPACING_MS = { first: 10, most: 160 };

/** How often a request is retried on the connection on which a limit refused it. */
const SAME_CONNECTION_WAITS = 2;

/** Sends requests to one server, over kept connections or over one that the caller chose. */
export class Wire {
  readonly endpoint: Endpoint;
  readonly authority: string;
  readonly timeoutMs: number;
  readonly #quote: Quote;
  /** False closes each connection after its answer, for servers that serve one connection at a time. */
  keepsConnections = true;
  /**
   * A request that the server answers alike on every connection. With it the wire finds out whether a connection is still
   * in step after an exchange that leaves doubt; without it such a connection is closed.
   */
  probe: WireRequest | undefined;
  /** Kinds of exchanges that leave doubt, and whether the connection was in step after one of them. */
  readonly #inStep = new Map<string, boolean>();
  #probeStatus: Promise<number | undefined> | undefined;
  /**
   * True for a server that drops connections above a limit, and may still count those that were just closed: a request
   * on a new connection that ends without a byte is sent again, and connections are opened further apart from then on.
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
   * @param timeoutMs limit for one whole exchange, in milliseconds
   * @param quote how failures quote what the server sent; default: its first characters
   */
  constructor(endpoint: Endpoint, authority: string, timeoutMs: number, quote: Quote = quoteStart) {
    this.endpoint = endpoint;
    this.authority = authority;
    this.timeoutMs = timeoutMs;
    this.#quote = quote;
  }

  /** Opens a connection that only its caller uses. Rejects with a WireFailure or a ResourceError. */
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
   * Sends one request. Rejects only with a ResourceError: any other failure is part of the exchange. Without `connection` a plain request goes
   * over a kept connection where there is one; when that turns out to be closed before the first byte of the answer, or
   * bytes come on it that belong to no response, the request is sent once more on a new one. It is retried, too, when
   * the server asks to slow down, at most `patience` times. Such a retry goes over a new connection, and closes the one
   * that was given, where that may be out of step or still refuses after two waits: some servers count per connection.
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
          const answer = used.send(sent, request.method === 'HEAD', this.timeoutMs);
          turn = used.sent;
          const response = await answer;
          const doubt = leavesDoubt(request, response) !== undefined;
          used.doubtful ||= doubt;
          if (chosen === undefined) this.#release(used, request, response);
          if (!this.#isRefusedByLimit(response)) return { response };
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
   * Sends requests in one packet, on a connection of their own; resolves to the exchanges in their order, or to undefined
   * when not all were answered. Sends them once more, a while later, when the server asks to slow down. Rejects with a
   * WireFailure when there is no connection.
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
        const response = await connection.send(bytes, request.method === 'HEAD', this.timeoutMs);
        const durationMs = performance.now() - since;
        return { request, sent: sent[i] ?? bytes, response, retries: 0, turn: i + 1, startedAt, durationMs };
      };
      const exchanges = await Promise.all(requests.map(exchange)).catch(() => undefined);
      this.#drop(connection);
      const refused = exchanges?.map(({ response }) => response).filter((each) => this.#isRefusedByLimit(each)) ?? [];
      if (!refused.some((response) => this.#pace.slowsDown(response, waits, since))) return exchanges;
    }
  }

  /** Throws the ResourceError that an earlier call met, since not every caller looks at it. */
  requireResources(): void {
    if (this.#lack) throw this.#lack;
  }

  /** True once the server refused a request that nothing but a limit of requests can explain. */
  get isLimited(): boolean {
    return this.#isLimited;
  }

  /** Is told of each wait that the server asks for. */
  set onSlowdown(listener: (slowdown: Slowdown) => void) {
    this.#pace.onSlowdown = listener;
  }

  /** Resolves after a while, in milliseconds, or when the connections are closed. */
  rest(ms: number): Promise<void> {
    return this.#pace.rest(ms);
  }

  /** False once nothing more is sent. */
  get open(): boolean {
    return !this.#over;
  }

  /** Sends nothing more, and closes every connection after `graceMs` milliseconds, in which responses may still come. */
  drain(graceMs: number): void {
    this.#over = true;
    this.#pace.end();
    setTimeout(() => this.close(), graceMs);
  }

  /** Closes every connection, and opens no other. */
  close(): void {
    this.#over = true;
    this.#pace.end();
    for (const connection of this.#open) connection.close();
    this.#open.clear();
    this.#idle.length = 0;
  }

  #isRefusedByLimit(response: WireResponse): boolean {
    const isRefused = isLimitResponse(response);
    if (!isRefused) this.#pace.admit();
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

  /** Asks once for each kind of exchange; until the answer is there, connections after another of it are closed. */
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
    const answer = connection.send(serialize(request, this.authority), request.method === 'HEAD', this.timeoutMs);
    return (await answer.catch(() => undefined))?.status;
  }
}
