import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import type { Core } from '../core/core.ts';
import { type Breakage, BrokenConnection, failure, type Request, type Response } from '../protocol/message.ts';
import { readBody } from './body.ts';

/**
 * Milliseconds between the last line and the break of the connection. A client that sees both at once may take a reset for
 * a close, and drop what it has not read.
 */
const READ_FIRST_MS = 10;

/** Idle connections stay open, so that a client that reuses one never races with the server's close. */
const IDLE_FOR_EVER = 0;

/** Decisions between the socket and the core that a mutant may change. */
export interface Wire {
  parser?(): ServerOptions;
  readonly incoming?: ((bytes: Buffer) => Buffer) | undefined;
}

/** Serves a request that does not belong to hostd. Returns false to leave the request to hostd. */
export type Intercept = (message: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The node:http adapter of the core. Every request reaches the core, including those with Expect or Upgrade, unless
 * `aside` serves it.
 */
export function createHttpServer(core: Core, wire: Wire = {}, aside?: Intercept): Server {
  const serve = (message: IncomingMessage, response: ServerResponse): void => {
    try {
      if (aside?.(message, response)) return;
      const answer = core(new Incoming(message));
      if (answer instanceof Promise)
        answer.then(
          (given) => send(given, response),
          () => response.destroy(),
        );
      else send(answer, response);
    } catch {
      response.destroy();
    }
  };
  const server = createServer({ keepAliveTimeout: IDLE_FOR_EVER, ...wire.parser?.() }, serve);
  const { incoming } = wire;
  if (incoming) rewrite(server, incoming);
  return server.on('checkExpectation', serve).on('clientError', refuseMalformed);
}

/** Rewrites the bytes of every connection before they are parsed. */
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

/** Sends a response; destroys the connection when that fails. */
function send(answer: Response, response: ServerResponse): void {
  const { status, headers, body, breakConnection, broken, stray } = answer;
  if (broken) {
    hangUp(broken, response);
  } else if (typeof body !== 'string') {
    stream(answer, body, response).catch((error) => fail(error, response));
  } else {
    const { socket } = response;
    if (stray !== undefined) response.on('finish', () => socket?.write(stray, 'latin1'));
    if (breakConnection) response.on('finish', () => socket?.destroy());
    try {
      response.writeHead(status, rawHeadersOf(headers, status === 204 ? undefined : Buffer.byteLength(body))).end(body);
    } catch {
      response.destroy();
    }
  }
}

/** Alternating names and values, which node:http writes faster than a new object. */
function rawHeadersOf(headers: Response['headers'], length: number | undefined): string[] {
  const raw: string[] = [];
  for (const name in headers) raw.push(name, headers[name] ?? '');
  if (length !== undefined) raw.push('content-length', String(length));
  return raw;
}

/** Sends each line as it is produced, at the pace of the client. An error of the producer truncates the response. */
async function stream(answer: Response, lines: AsyncIterable<string>, response: ServerResponse): Promise<void> {
  response.on('close', () => answer.cancel?.());
  response.writeHead(answer.status, answer.headers).flushHeaders();
  for await (const line of lines) {
    if (response.destroyed) break;
    if (!response.write(line)) await drained(response);
  }
  response.end();
}

function fail(error: unknown, response: ServerResponse): void {
  if (error instanceof BrokenConnection) setTimeout(() => hangUp(error.how, response), READ_FIRST_MS);
  else response.destroy();
}

function hangUp(how: Breakage, { socket }: ServerResponse): void {
  if (how === 'reset') socket?.resetAndDestroy();
  if (how === 'close') socket?.destroySoon();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const { body } = failure(status, 'the request is not HTTP as hostd understands it');
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(String(body))}\r\n\r\n${body}`);
}
