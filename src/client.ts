import createOpenapiClient, { type Client } from 'openapi-fetch';
import { type Dispatcher, Request as UndiciRequest, fetch as undiciFetch } from 'undici';
import { validateExecEvent } from './contract/generated/response-validators.js';
import type { components, paths } from './contract/generated/schema.ts';

export type { components, operations, paths } from './contract/generated/schema.ts';

/** One line of the response to exec. */
export type ExecEvent = components['schemas']['ExecEvent'];

/** A client with `GET`, `POST` and `DELETE` for every operation of openapi.yaml, and with its types. */
export type HostdClient = Client<paths>;

export interface ClientOptions {
  /** `http://HOST:PORT`. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer <key>`. Default: no Authorization header. */
  readonly apiKey?: string | undefined;
  /** A `traceparent` of W3C Trace Context, sent with every request. Default: none. */
  readonly traceparent?: string | undefined;
  /** An undici dispatcher, such as a Pool or a MockAgent. Default: undici's global dispatcher. */
  readonly dispatcher?: Dispatcher | undefined;
}

/**
 * Creates a client for hostd, based on undici's fetch. For a response that is not 2xx, the result has `error`. A
 * request without a response rejects. A response that is not JSON needs `parseAs`: `text` for healthz, `stream` for
 * exec.
 */
export function createClient({ baseUrl, apiKey, traceparent, dispatcher }: ClientOptions): HostdClient {
  return createOpenapiClient<paths>({
    baseUrl,
    headers: {
      ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
      ...(traceparent !== undefined && { traceparent }),
    },
    // undici's classes have the same shape as those of @types/node, but are different types.
    Request: UndiciRequest as unknown as typeof Request,
    fetch: undiciFetch as unknown as (request: Request) => Promise<Response>,
    ...(dispatcher && { requestInitExt: { dispatcher } }),
  });
}

/**
 * The events of a response to exec, as they arrive.
 * @throws Error when a line is not an event, or the response ends without an exit event
 */
export async function* execEvents(response: Pick<Response, 'body'>): AsyncGenerator<ExecEvent, void, void> {
  let exited = false;
  for await (const line of lines(response)) {
    const event = parseEvent(line);
    exited ||= event.type === 'exit';
    yield event;
  }
  if (!exited) throw new Error('the response to exec ended without an exit event');
}

async function* lines({ body }: Pick<Response, 'body'>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((line) => line.trim() !== '');
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}

function parseEvent(line: string): ExecEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    // The error is thrown below.
  }
  if (!validateExecEvent(event))
    throw new Error(`the response to exec has a line that is not an event: ${line.slice(0, 200)}`);
  return event as ExecEvent;
}
