import type { Core } from '../core/core.ts';
import {
  BrokenConnection,
  type Request as CoreRequest,
  type Response as CoreResponse,
  hasNoBody,
} from '../protocol/message.ts';

import { onAbort } from './on-abort.ts';

/** The base of URLs that are only a path. */
const BASE = 'http://127.0.0.1:7070';

/** Bytes of a streamed response to buffer ahead of the reader. */
const BYTES_AHEAD = 65_536;

/**
 * A `fetch` that calls a core without a server or a socket. It uses the global Request and Response only when it is
 * called. It cannot reproduce what only sockets show: the exact request line, the headers that a real fetch adds
 * (`accept`, `user-agent`), and keep-alive connections.
 */
export function fetchOf(core: Core): typeof fetch {
  return async (input, init) => {
    const { request, url, signal, isHead } = await readRequest(input, init);
    signal?.throwIfAborted();
    const response = await unlessAborted(core(request), signal);
    if (response.broken === 'stall') return unlessAborted(new Promise<never>(() => {}), signal);
    if (response.broken) throw new TypeError('fetch failed', { cause: causeOf(response.broken) });
    return toFetchResponse(response, { url, isHead, signal });
  };
}

interface FetchCall {
  /** The URL of the response, without a fragment. */
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** Whether the method is HEAD, so that the response has no body. */
  readonly isHead: boolean;
}

type Input = Parameters<typeof fetch>[0];
type Init = NonNullable<Parameters<typeof fetch>[1]>;

async function readRequest(input: Input, init: Init = {}): Promise<FetchCall & { readonly request: CoreRequest }> {
  const original = typeof input === 'object' && 'url' in input ? input : undefined;
  const isChanged = ['method', 'headers', 'body'].some((name) => name in init);
  const isReadable = original ? !isChanged : hasSimpleBody(init);
  const url = urlOf(original ? original.url : String(input));
  const fetched = isReadable ? original : new Request(original ?? url, { ...init, duplex: 'half' });
  const body = fetched ? Buffer.from(await fetched.arrayBuffer()) : bytesOf(init.body);
  const method = normalize(fetched?.method ?? init.method ?? 'GET');
  const headers = fetched ? [...fetched.headers] : pairsOf(init.headers);
  const signal = init.signal ?? fetched?.signal ?? undefined;
  const request = {
    method,
    target: url.pathname + url.search,
    rawHeaders: rawHeaders(url, headers, body, fetched ? undefined : init.body),
    httpVersion: '1.1',
    connection: {},
    received: body,
    body: () => Promise.resolve(body ?? Buffer.alloc(0)),
    trailers: () => [],
  };
  url.hash = '';
  return { request, url: url.href, signal, isHead: method === 'HEAD' };
}

function urlOf(text: string): URL {
  return /^https?:/i.test(text) ? new URL(text) : new URL(text, BASE);
}

/** Whether the body can be read without a Request. */
function hasSimpleBody({ body }: Init): boolean {
  return body === undefined || body === null || typeof body === 'string' || body instanceof Uint8Array;
}

function bytesOf(body: Init['body']): Buffer | undefined {
  if (typeof body === 'string') return Buffer.from(body);
  return body instanceof Uint8Array ? Buffer.from(body) : undefined;
}

/** Converts methods to upper case like fetch does (Fetch, 2.2.1). */
function normalize(method: string): string {
  return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}

function pairsOf(headers: Init['headers']): [string, string][] {
  if (headers === undefined || headers === null) return [];
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map(([name = '', value]) => [name, String(value)]);
}

/** The headers, including those that fetch adds: the host, and the type and length of a body. */
function rawHeaders(
  { host }: URL,
  headers: readonly (readonly [string, string])[],
  body: Buffer | undefined,
  initBody: Init['body'],
): string[] {
  const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
  const raw = has('host') ? [] : ['host', host];
  for (const [name, value] of headers) raw.push(name, value);
  if (typeof initBody === 'string' && !has('content-type')) raw.push('content-type', 'text/plain;charset=UTF-8');
  if (body && body.length > 0 && !has('content-length')) raw.push('content-length', String(body.length));
  return raw;
}

function toFetchResponse(response: CoreResponse, { url, isHead, signal }: FetchCall): Response {
  const { status, headers, body, cancel } = response;
  const isEmpty = isHead || hasNoBody(status);
  const length = typeof body === 'string' && !isEmpty ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  const content = isEmpty ? null : typeof body === 'string' ? body : streamOf(body, cancel, signal);
  const fetched = new Response(content, { status, headers: { ...headers, ...length } });
  return Object.defineProperty(fetched, 'url', { value: url });
}

/** The lines as a stream. It listens to `signal` only until it ends, because tests share one signal for many requests. */
function streamOf(
  lines: AsyncIterable<string>,
  cancel: CoreResponse['cancel'],
  signal: AbortSignal | undefined,
): ReadableStream {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  let removeListener = (): void => {};
  const stop = (): void => {
    removeListener();
    cancel?.();
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
        else if (signal) removeListener = onAbort(signal, abort);
      },
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          removeListener();
          controller.close();
        } catch (error) {
          removeListener();
          const how = error instanceof BrokenConnection ? error.how : 'close';
          controller.error(new TypeError('terminated', { cause: causeOf(how) }));
        }
      },
      cancel: stop,
    },
    { highWaterMark: BYTES_AHEAD, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}

/** The cause of the error that a fetch over sockets throws. */
function causeOf(how: 'reset' | 'close'): Error {
  return how === 'reset'
    ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    : Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
}

function unlessAborted<T>(value: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return Promise.resolve(value);
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const removeListener = onAbort(signal, () => reject(signal.reason));
    Promise.resolve(value).then(resolve, reject).finally(removeListener);
  });
}
