import type { Core } from '../core/core.ts';
import { BrokenConnection, hasNoBody, type Request as Received, type Response as Sent } from '../protocol/message.ts';

/** Where requests go that are given as a path only. */
const BASE = 'http://127.0.0.1:7070';

/** How many bytes of an answer are made ahead of their reader. */
const BYTES_AHEAD = 65_536;

/**
 * A fetch that a core answers, without a server or a socket. The global Request and Response are touched when it is
 * called, and not before. What sockets alone show is not seen here: the spelling of the request line, the headers that
 * a real fetch adds (`accept`, `user-agent`), kept connections.
 */
export function fetchOf(core: Core): typeof fetch {
  return async (input, init) => {
    const { received, url, signal, head } = await receive(input, init);
    signal?.throwIfAborted();
    const answer = await unlessAborted(core(received), signal);
    if (answer.broken === 'stall') return unlessAborted(new Promise<never>(() => {}), signal);
    if (answer.broken) throw new TypeError('fetch failed', { cause: reset(answer.broken) });
    return respond(answer, url, head, signal);
  };
}

interface Arrived {
  readonly received: Received;
  /** Where it went, as the answer has it: without a fragment. */
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** Whether it asks for no body. */
  readonly head: boolean;
}

type Input = Parameters<typeof fetch>[0];
type Init = NonNullable<Parameters<typeof fetch>[1]>;

async function receive(input: Input, init: Init = {}): Promise<Arrived> {
  const given = typeof input === 'object' && 'url' in input ? input : undefined;
  const changed = ['method', 'headers', 'body'].some((name) => name in init);
  const simple = given ? !changed : isSimple(init.body);
  const url = urlOf(given ? given.url : String(input));
  const request = simple ? given : new Request(given ?? url, { ...init, duplex: 'half' });
  const body = request ? Buffer.from(await request.arrayBuffer()) : bytesOf(init.body);
  const method = normal(request?.method ?? init.method ?? 'GET');
  const headers = request ? [...request.headers] : pairsOf(init.headers);
  const signal = init.signal ?? request?.signal ?? undefined;
  const received = {
    method,
    target: url.pathname + url.search,
    rawHeaders: rawHeaders(url, headers, body, request ? undefined : init.body),
    httpVersion: '1.1',
    connection: {},
    received: body,
    body: () => Promise.resolve(body ?? Buffer.alloc(0)),
    trailers: () => [],
  };
  url.hash = '';
  return { received, url: url.href, signal, head: method === 'HEAD' };
}

function urlOf(text: string): URL {
  return /^https?:/i.test(text) ? new URL(text) : new URL(text, BASE);
}

/** Whether a body is read without the help of a Request. */
function isSimple(body: Init['body']): boolean {
  return body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array;
}

function bytesOf(body: Init['body']): Buffer | undefined {
  if (typeof body === 'string') return Buffer.from(body);
  return body instanceof Uint8Array ? Buffer.from(body) : undefined;
}

/** The methods that fetch writes in upper case (Fetch, 2.2.1). */
function normal(method: string): string {
  return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}

function pairsOf(headers: Init['headers']): [string, string][] {
  if (headers === undefined || headers === null) return [];
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map(([name = '', value]) => [name, String(value)]);
}

/** The headers with what fetch adds: the host, and type and length of a body. */
function rawHeaders(
  { host }: URL,
  headers: readonly (readonly [string, string])[],
  body: Buffer | undefined,
  given: Init['body'],
): string[] {
  const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
  const raw = has('host') ? [] : ['host', host];
  for (const [name, value] of headers) raw.push(name, value);
  if (typeof given === 'string' && !has('content-type')) raw.push('content-type', 'text/plain;charset=UTF-8');
  if (body && body.length > 0 && !has('content-length')) raw.push('content-length', String(body.length));
  return raw;
}

function respond(answer: Sent, url: string, head: boolean, signal: AbortSignal | undefined): Response {
  const { status, headers, body } = answer;
  const empty = head || hasNoBody(status);
  const length = typeof body === 'string' && !empty ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  const content = empty ? null : typeof body === 'string' ? body : streamOf(body, answer, signal);
  const response = new Response(content, { status, headers: { ...headers, ...length } });
  return Object.defineProperty(response, 'url', { value: url });
}

function streamOf(lines: AsyncIterable<string>, answer: Sent, signal: AbortSignal | undefined): ReadableStream {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  const stop = (): void => {
    answer.cancel?.();
    void iterator.return?.();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          controller.error(signal?.reason);
          stop();
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort);
      },
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          const how = error instanceof BrokenConnection ? error.how : 'close';
          controller.error(new TypeError('terminated', { cause: reset(how) }));
        }
      },
      cancel: stop,
    },
    { highWaterMark: BYTES_AHEAD, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}

/** What a fetch over sockets gives as the cause. */
function reset(how: 'reset' | 'close'): Error {
  return how === 'reset'
    ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    : Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
}

function unlessAborted<T>(value: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return Promise.resolve(value);
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
