import { connect as connectTcp, type Socket } from 'node:net';
import { HTTPParser } from 'http-parser-js';
import { WireFailure } from './failure.ts';
import type { HeaderLine } from './request.ts';
import type { WireResponse } from './response.ts';

HTTPParser.encoding = 'latin1';

/** Where a server is reached. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Speak TLS, with this name in the handshake. */
  readonly tls?: { readonly servername: string };
}

/** Bytes of a body that are kept; the rest of a longer one is not read. */
export const BODY_LIMIT = 1024 * 1024;

/** Bytes of one answer, interim answers and framing included, after which it is given up. */
const ANSWER_LIMIT = 8 * BODY_LIMIT;

/** What http-parser-js keeps of a message that is not complete; its types do not declare it. */
interface ParserState {
  readonly state: string;
  readonly line: string;
}

interface Pending {
  readonly bodiless: boolean;
  readonly timer: NodeJS.Timeout;
  resolve(response: WireResponse): void;
  reject(failure: WireFailure): void;
}

interface Incoming {
  status: number;
  statusText: string;
  version: string;
  headers: HeaderLine[];
  trailers: HeaderLine[];
  chunks: Buffer[];
  length: number;
  bodySince?: number;
}

/**
 * One TCP or TLS connection to a server. What is written is what was given; answers are matched to requests in
 * order, so several requests may be in flight (pipelining).
 */
export class Connection {
  readonly #socket: Socket;
  readonly #where: string;
  readonly #pending: Pending[] = [];
  readonly #parser: InstanceType<typeof HTTPParser>;
  #incoming: Incoming | undefined;
  #interim: number[] = [];
  #silent = true;
  /** Bytes since the end of the last answer. */
  #received = 0;
  #closed: WireFailure | undefined;
  #keepAlive = true;
  /** How many requests were written to it. */
  sent = 0;
  /** Is given the pieces of a body as they arrive. */
  onBody: ((piece: Buffer) => void) | undefined;

  private constructor(socket: Socket, where: string) {
    this.#socket = socket;
    this.#where = where;
    this.#parser = new HTTPParser(HTTPParser.RESPONSE);
    this.#listen();
  }

  /** Opens a connection. Rejects with a WireFailure, after `timeoutMs` milliseconds at the latest. */
  static async open(endpoint: Endpoint, timeoutMs: number): Promise<Connection> {
    const { host, port, tls } = endpoint;
    const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const options = { host, port, noDelay: true };
    const secure = tls ? (await import('node:tls')).connect : undefined;
    return new Promise((resolve, reject) => {
      const socket =
        secure && tls
          ? secure({ ...options, servername: tls.servername, ALPNProtocols: ['http/1.1'] })
          : connectTcp(options);
      const fail = (failure: WireFailure) => {
        clearTimeout(timer);
        socket.destroy();
        reject(failure);
      };
      const timer = setTimeout(() => {
        fail(new WireFailure('timeout', `no connection to ${where} within ${timeoutMs} ms`));
      }, timeoutMs);
      const onError = (error: NodeJS.ErrnoException) => {
        const failure = WireFailure.from(error, where, true);
        fail(tls && failure.kind === 'reset' ? new WireFailure('tls', `TLS with ${where} failed: reset`) : failure);
      };
      socket.once('error', onError);
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        socket.off('error', onError);
        resolve(new Connection(socket, where));
      });
    });
  }

  /** True while another request may be sent and its answer told apart. */
  get reusable(): boolean {
    return this.#keepAlive && this.#closed === undefined && this.#pending.length === 0;
  }

  /** True when the server has said, by the version or a header, that no other request will be answered. */
  get announcedClose(): boolean {
    return !this.#keepAlive;
  }

  /** Why it ended; undefined while it is open. */
  get failure(): WireFailure | undefined {
    return this.#closed;
  }

  /**
   * Writes the bytes of one request and waits for its whole answer.
   * @param bodiless true when an answer to it has no body (HEAD)
   * @param timeoutMs limit for the whole answer, in milliseconds
   * @throws WireFailure
   */
  send(bytes: Uint8Array, bodiless: boolean, timeoutMs: number): Promise<WireResponse> {
    if (this.#closed) return Promise.reject(this.#closed);
    this.sent += 1;
    this.#silent = true;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end(
          new WireFailure('timeout', `no complete answer within ${timeoutMs} ms`, this.#partial(), this.#silent),
        );
      }, timeoutMs);
      this.#pending.push({ bodiless, timer, resolve, reject });
      this.#socket.write(bytes);
    });
  }

  /** Writes bytes that are not a whole request, or more of one. */
  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Closes the connection; what is still awaited fails. */
  close(): void {
    this.#end(new WireFailure('closed', 'closed by the suite'));
  }

  #listen(): void {
    const parser = this.#parser;
    parser[HTTPParser.kOnHeadersComplete] = (info) => {
      const incoming: Incoming = {
        status: info.statusCode,
        statusText: info.statusMessage,
        version: `${info.versionMajor}.${info.versionMinor}`,
        headers: pairs(info.headers),
        trailers: [],
        chunks: [],
        length: 0,
      };
      if (this.#pending.length === 0) throw unasked();
      const length = incoming.headers.find(([name, value]) => /^content-length$/i.test(name) && !/^\d+$/.test(value));
      if (length) throw notHttp(`Content-Length is ${JSON.stringify(length[1])}`);
      this.#incoming = incoming;
      if (!info.shouldKeepAlive && incoming.status >= 200) this.#keepAlive = this.#lasts(incoming);
      if (incoming.status === 101) this.#keepAlive = false;
      return this.#hasNoBody(incoming.status) ? 1 : 0;
    };
    parser[HTTPParser.kOnHeaders] = (lines) => {
      this.#incoming?.trailers.push(...pairs(lines));
    };
    parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
      const incoming = this.#incoming;
      if (length < 0) throw notHttp('a chunk has a size below 0');
      if (!incoming) return;
      incoming.bodySince ??= performance.now();
      incoming.chunks.push(Buffer.from(chunk.subarray(offset, offset + length)));
      incoming.length += length;
      this.onBody?.(chunk.subarray(offset, offset + length));
      if (incoming.length > BODY_LIMIT) this.#complete(true);
    };
    parser[HTTPParser.kOnMessageComplete] = () => this.#complete(false);

    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('end', () => this.#finish());
    this.#socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#end(WireFailure.from(error, this.#where, this.#silent, this.#partial()));
    });
    this.#socket.on('close', () => this.#finish());
  }

  #read(chunk: Buffer): void {
    if (this.#closed) return;
    try {
      this.#parse(chunk);
    } catch (error) {
      if (!(error instanceof WireFailure)) throw error;
      this.#end(error);
    }
  }

  #parse(chunk: Buffer): void {
    if (this.#pending.length === 0) throw unasked();
    this.#silent = false;
    this.#received += chunk.length;
    const result = this.#parser.execute(chunk);
    if (result instanceof Error)
      throw notHttp(
        result.message.startsWith('max header size') ? 'a header section above 80 KiB' : JSON.stringify(excerpt(chunk)),
      );
    if (this.#received > ANSWER_LIMIT) throw notHttp(`no end of it within ${ANSWER_LIMIT / 1024 ** 2} MiB`);
    const { state, line } = this.#parser as unknown as ParserState;
    if (this.#pending.length === 0 && (state !== 'RESPONSE_LINE' || line !== '')) throw unasked();
  }

  /** The peer has ended its side: a body that runs until then is complete. */
  #finish(): void {
    if (this.#closed) return;
    if (this.#incoming && this.#pending.length > 0) this.#parser.finish();
    this.#end(
      new WireFailure(
        'closed',
        'the connection was closed before the answer was complete',
        this.#partial(),
        this.#silent,
      ),
    );
  }

  #complete(truncated: boolean): void {
    const incoming = this.#incoming;
    const pending = this.#pending[0];
    if (!incoming || !pending) return;
    this.#incoming = undefined;
    if (incoming.status >= 100 && incoming.status < 200 && incoming.status !== 101) {
      this.#interim.push(incoming.status);
      return;
    }
    this.#pending.shift();
    this.#received = 0;
    clearTimeout(pending.timer);
    const response = toResponse(incoming, this.#interim, truncated);
    this.#interim = [];
    pending.resolve(response);
    if (truncated || incoming.status === 101) this.close();
  }

  #hasNoBody(status: number): boolean {
    return (this.#pending[0]?.bodiless ?? false) || status < 200 || status === 204 || status === 304;
  }

  /** A bodiless answer says nothing by its framing: only `Connection: close` or HTTP/1.0 ends the connection. */
  #lasts(incoming: Incoming): boolean {
    if (!this.#hasNoBody(incoming.status) || incoming.version === '1.0') return false;
    return !incoming.headers.some(([name, value]) => name.toLowerCase() === 'connection' && /close/i.test(value));
  }

  #partial(): WireResponse | undefined {
    return this.#incoming && toResponse(this.#incoming, this.#interim, true);
  }

  #end(failure: WireFailure): void {
    if (this.#closed) return;
    this.#closed = failure;
    this.#socket.destroy();
    for (const pending of this.#pending.splice(0)) {
      clearTimeout(pending.timer);
      pending.reject(failure);
    }
  }
}

function toResponse(incoming: Incoming, interim: readonly number[], truncated: boolean): WireResponse {
  const { chunks, length: _, bodySince, ...rest } = incoming;
  const spreadMs = bodySince === undefined ? 0 : performance.now() - bodySince;
  return { ...rest, body: Buffer.concat(chunks).subarray(0, BODY_LIMIT), truncated, spreadMs, interim: [...interim] };
}

function pairs(lines: readonly string[]): HeaderLine[] {
  const result: HeaderLine[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) result.push([lines[i] ?? '', lines[i + 1] ?? '']);
  return result;
}

function unasked(): WireFailure {
  return new WireFailure('protocol', 'bytes arrived that no request asked for');
}

function notHttp(what: string): WireFailure {
  return new WireFailure('protocol', `the answer is not HTTP/1.x: ${what}`, undefined, false);
}

function excerpt(chunk: Buffer): string {
  return chunk.subarray(0, 60).toString('latin1');
}
