import { connect as connectTcp, type Socket } from 'node:net';
import { type Quote, quoteStart } from '../base/quote.ts';
import { connectionResourceError, type ResourceError, resourceError } from '../base/resources.ts';
import { CodingError, decoded, decodedStart } from './coding.ts';
import { WireFailure } from './failure.ts';
import { FramingError } from './framing.ts';
import type { WireResponse } from './response.ts';
import { BODY_LIMIT, type Parsed, ResponseParser } from './response-parser.ts';

/** Where a server is reached. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Use TLS, with this server name in the handshake. */
  readonly tls?: { readonly servername: string };
}

interface Pending {
  readonly bodiless: boolean;
  readonly bodyLimit: number | undefined;
  readonly timer: NodeJS.Timeout;
  resolve(response: WireResponse): void;
  reject(failure: WireFailure | ResourceError): void;
}

/**
 * A TCP or TLS connection to a server. It writes exactly the given bytes and matches responses to requests in order, so
 * requests can be pipelined.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #where: string;
  readonly #quote: Quote;
  readonly #pending: Pending[] = [];
  readonly #parser: ResponseParser;
  #silent = true;
  #answered = 0;
  #closed: WireFailure | undefined;
  #keepAlive = true;
  /** How many requests were written. */
  sent = 0;
  /** True after an exchange that {@link leavesDoubt} about where the next response begins. */
  doubtful = false;
  /** Receives the decoded body so far, each time that more of it arrives. */
  onBody: ((start: Buffer) => void) | undefined;

  private constructor(socket: Socket, where: string, quote: Quote) {
    this.#socket = socket;
    this.#where = where;
    this.#quote = quote;
    this.#parser = new ResponseParser({
      bodiless: () => this.#pending[0]?.bodiless ?? false,
      bodyLimit: () => this.#pending[0]?.bodyLimit ?? BODY_LIMIT,
      onBody: () => this.onBody?.(this.#partial?.body ?? Buffer.alloc(0)),
      onResponse: (response) => this.#complete(response),
      quote,
    });
    this.#listen();
  }

  /**
   * Opens a connection. Rejects with a WireFailure, at the latest after `timeoutMs` milliseconds, or with a
   * ResourceError.
   * @param quote quotes server output in failures; default: its first characters
   */
  static async open(endpoint: Endpoint, timeoutMs: number, quote: Quote = quoteStart): Promise<Connection> {
    const { host, port, tls } = endpoint;
    const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const options = { host, port, noDelay: true };
    const secure = tls ? (await import('node:tls')).connect : undefined;
    return new Promise((resolve, reject) => {
      const socket =
        secure && tls
          ? secure({ ...options, servername: tls.servername, ALPNProtocols: ['http/1.1'] })
          : connectTcp(options);
      const fail = (failure: WireFailure | ResourceError) => {
        clearTimeout(timer);
        socket.destroy();
        reject(failure);
      };
      const timer = setTimeout(() => {
        fail(new WireFailure('timeout', `no connection to ${where} within ${timeoutMs} ms`));
      }, timeoutMs);
      const onError = (error: NodeJS.ErrnoException) => {
        const lack = connectionResourceError(error, `cannot connect to ${where}`);
        if (lack) return fail(lack);
        const failure = WireFailure.from(error, where, true);
        fail(tls && failure.kind === 'reset' ? new WireFailure('tls', `TLS with ${where} failed: reset`) : failure);
      };
      socket.once('error', onError);
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        socket.off('error', onError);
        resolve(new Connection(socket, where, quote));
      });
    });
  }

  /** True while another request can be sent and its response identified. */
  get reusable(): boolean {
    return this.#keepAlive && this.#closed === undefined && this.#pending.length === 0;
  }

  /** True once the server has said, by version or header, that it closes the connection. */
  get announcedClose(): boolean {
    return !this.#keepAlive;
  }

  /** Why the connection ended; undefined while it is open. */
  get failure(): WireFailure | undefined {
    return this.#closed;
  }

  /**
   * Writes the bytes of a request and waits for the complete response.
   * @param bodiless true if the response has no body (HEAD)
   * @param timeoutMs limit for the complete response, in milliseconds
   * @param bodyLimit how many bytes of the body are read; default: 128 KiB
   * @throws WireFailure
   * @throws ResourceError
   */
  send(bytes: Uint8Array, bodiless: boolean, timeoutMs: number, bodyLimit?: number): Promise<WireResponse> {
    if (this.#closed) return Promise.reject(this.#closed);
    this.sent += 1;
    this.#silent = true;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end(
          new WireFailure('timeout', `no complete response within ${timeoutMs} ms`, this.#partial, this.#silent),
        );
      }, timeoutMs);
      this.#pending.push({ bodiless, bodyLimit, timer, resolve, reject });
      this.#socket.write(bytes);
    });
  }

  /** Writes a part of a request. */
  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Closes the connection. Pending responses fail. */
  close(): void {
    this.#end(new WireFailure('closed', 'closed by the suite'));
  }

  #listen(): void {
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('end', () => this.#finish());
    this.#socket.on('error', (error: NodeJS.ErrnoException) => {
      const failure = WireFailure.from(error, this.#where, this.#silent, this.#partial);
      this.#end(failure, resourceError(error, `lost the connection to ${this.#where}`));
    });
    this.#socket.on('close', () => this.#finish());
  }

  #read(chunk: Buffer): void {
    if (this.#closed) return;
    if (this.#pending.length === 0) {
      this.#end(this.#answered > 0 ? this.#stray(chunk) : this.#early(chunk));
      return;
    }
    this.#silent = false;
    try {
      this.#parser.push(chunk);
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      const isStray = this.#answered > 0 && !this.#parser.begun;
      this.#end(isStray ? this.#stray(chunk) : notHttp(error.message));
    }
    if (this.#pending.length === 0 && !this.#parser.idle) this.#end(this.#stray(chunk));
  }

  /** The peer has closed its side, which completes a body without a length. */
  #finish(): void {
    if (this.#closed) return;
    this.#parser.end();
    const message = 'the connection was closed before the response was complete';
    this.#end(new WireFailure('closed', message, this.#partial, this.#silent));
  }

  /** True if another response may follow. */
  #complete({ keepsAlive, ...response }: Parsed): boolean {
    const pending = this.#pending.shift();
    if (!pending) return false;
    this.#answered += 1;
    if (!keepsAlive && !response.truncated) this.#keepAlive = false;
    clearTimeout(pending.timer);
    try {
      pending.resolve(decoded(response, pending.bodyLimit));
    } catch (error) {
      if (!(error instanceof CodingError)) throw error;
      const failure = new WireFailure(error.kind, error.message, decodedStart(response), false);
      pending.reject(failure);
      this.#end(failure);
    }
    if (response.truncated || response.status === 101) this.close();
    return this.#closed === undefined;
  }

  /** What has arrived of a response that is not complete. */
  get #partial(): WireResponse | undefined {
    const { partial } = this.#parser;
    return partial && decodedStart(partial);
  }

  #stray(chunk: Buffer): WireFailure {
    const text = JSON.stringify(this.#quote(chunk.toString('latin1')));
    return new WireFailure('stray', `bytes arrived that belong to no response: ${text}`, undefined, false);
  }

  #early(chunk: Buffer): WireFailure {
    const text = chunk.toString('latin1');
    return /^HTTP\/1\.\d /.test(text)
      ? new WireFailure('protocol', 'a response came before any request', undefined, false)
      : notHttp(JSON.stringify(this.#quote(text)));
  }

  /** @param cause rejects what is awaited; default: the failure */
  #end(failure: WireFailure, cause: WireFailure | ResourceError = failure): void {
    if (this.#closed) return;
    this.#closed = failure;
    this.#socket.destroy();
    for (const pending of this.#pending.splice(0)) {
      clearTimeout(pending.timer);
      pending.reject(cause);
    }
  }
}

function notHttp(what: string): WireFailure {
  return new WireFailure('protocol', `the response is not HTTP/1.x: ${what}`, undefined, false);
}
