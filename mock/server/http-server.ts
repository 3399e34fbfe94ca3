import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import type { Core } from '../core/core.ts';
import { type Breakage, BrokenConnection, failure, type Request, type Response } from '../protocol/message.ts';
import { readBody } from './body.ts';

/**
 * Milliseconds between the last line and breaking the connection. A client that receives both at once may report a close
 * instead of a reset, and drop unread lines.
 */
const READ_FIRST_MS = 10;

/** Disables the keep-alive timeout, so that a client never reuses a connection that the server is closing. */
const NO_TIMEOUT = 0;

/** Decisions below the core that a mutant may change. */
export interface Wire {
  parser?(): ServerOptions;
  readonly incoming?: ((bytes: Buffer) => Buffer) | undefined;
}

/** Serves a request that does not belong to hostd. Returns false to leave the request to hostd. */
export type Intercept = (message: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The node:http adapter of the core. Every request reaches the core, including those with Expect or Upgrade, unless
 * `intercept` serves it.
 */
export function createHttpServer(core: Core, wire: Wire = {}, intercept?: Intercept): Server {
  const serve = (message: IncomingMessage, serverResponse: ServerResponse): void => {
    try {
      if (intercept?.(message, serverResponse)) return;
      const response = core(new Incoming(message));
      if (response instanceof Promise)
        response.then(
          (resolved) => send(resolved, serverResponse),
          () => serverResponse.destroy(),
        );
      else send(response, serverResponse);
    } catch {
      serverResponse.destroy();
    }
  };
  const server = createServer({ keepAliveTimeout: NO_TIMEOUT, ...wire.parser?.() }, serve);
  const { incoming } = wire;
  if (incoming) rewrite(server, incoming);
  return server.on('checkExpectation', serve).on('clientError', refuseMalformed);
}

/** Rewrites the bytes of every connection before HTTP parses them. */
function rewrite(server: Server, incoming: (bytes: Buffer) => Buffer): void {
  const accept = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const changed = new Transform({ transform: (chunk: Buffer, _, done) => done(null, incoming(chunk)) });
    const stream = Duplex.from({ readable: socket.pipe(changed), writable: socket }).on('error', () =>
      socket.destroy(),
    );
    for (const listener of accept) listener.call(server, stream);
  });
}

/** The fields are only declared, so that the constructor sets each of them once. */
class Incoming implements Request {
  declare readonly method: string;
  declare readonly target: string;
  declare readonly rawHeaders: readonly string[];
  declare readonly httpVersion: string;
  declare readonly connection: object;
  declare received: Buffer | undefined;
  #body: Promise<Buffer> | undefined;
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage) {
    this.method = message.method ?? '';
    this.target = message.url ?? '';
    this.rawHeaders = message.rawHeaders;
    this.httpVersion = message.httpVersion;
    this.connection = message.socket;
    this.#message = message;
    this.received = undefined;
  }

  body(): Promise<Buffer> {
    this.#body ??= readBody(this.#message, (bytes) => {
      this.received = bytes;
    });
    return this.#body;
  }

  trailers(): readonly string[] {
    return this.#message.rawTrailers;
  }
}

/** Sends a response. Destroys the connection when that fails. */
function send(response: Response, serverResponse: ServerResponse): void {
  const { status, headers, body, breakConnection, broken, stray } = response;
  if (broken) {
    hangUp(broken, serverResponse);
  } else if (typeof body !== 'string') {
    stream(response, body, serverResponse).catch((error) => fail(error, serverResponse));
  } else {
    const { socket } = serverResponse;
    if (stray !== undefined) serverResponse.on('finish', () => socket?.write(stray, 'latin1'));
    if (breakConnection) serverResponse.on('finish', () => socket?.destroy());
    try {
      const length = status === 204 ? undefined : Buffer.byteLength(body);
      serverResponse.writeHead(status, rawHeadersOf(headers, length)).end(body);
    } catch {
      serverResponse.destroy();
    }
  }
}

/** Alternating names and values, which node:http writes faster than an object. */
function rawHeadersOf(headers: Response['headers'], length: number | undefined): string[] {
  const raw: string[] = [];
  for (const name in headers) raw.push(name, headers[name] ?? '');
  if (length !== undefined) raw.push('content-length', String(length));
  return raw;
}

/** Sends each line as it is produced, with backpressure. An error of the producer truncates the response. */
async function stream(
  { status, headers, cancel }: Response,
  lines: AsyncIterable<string>,
  serverResponse: ServerResponse,
): Promise<void> {
  serverResponse.on('close', () => cancel?.());
  serverResponse.writeHead(status, headers).flushHeaders();
  for await (const line of lines) {
    if (serverResponse.destroyed) break;
    if (!serverResponse.write(line)) await drained(serverResponse);
  }
  serverResponse.end();
}

function fail(error: unknown, serverResponse: ServerResponse): void {
  if (error instanceof BrokenConnection) setTimeout(() => hangUp(error.how, serverResponse), READ_FIRST_MS);
  else serverResponse.destroy();
}

function hangUp(how: Breakage, { socket }: ServerResponse): void {
  if (how === 'reset') socket?.resetAndDestroy();
  if (how === 'close') socket?.destroySoon();
}

/** Resolves when the client has read enough to write more, or has disconnected. */
function drained(serverResponse: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      serverResponse.off('drain', done).off('close', done);
      resolve();
    };
    serverResponse.on('drain', done).on('close', done);
  });
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const { body } = failure(status, 'the request is not valid HTTP');
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(String(body))}\r\n\r\n${body}`);
}
