import createOpenapiClient, { type Client } from 'openapi-fetch';
import { type Dispatcher, Request as UndiciRequest, fetch as undiciFetch } from 'undici';
import { validateExecEvent } from './contract/generated/response-validators.js';
import type { components, paths } from './contract/generated/schema.ts';

export type { components, operations, paths } from './contract/generated/schema.ts';

/** One line of the answer to exec. */
export type ExecEvent = components['schemas']['ExecEvent'];

/** A client with `GET`, `POST` and `DELETE` for every operation of openapi.yaml, typed by it. */
export type HostdClient = Client<paths>;

export interface ClientOptions {
  /** `http://HOST:PORT`. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer <key>`. Without it no such header is sent. */
  readonly apiKey?: string | undefined;
  /** Sent with every request, as W3C Trace Context has it. */
  readonly traceparent?: string | undefined;
  /** An undici dispatcher, such as a Pool or a MockAgent; default undici's global one. */
  readonly dispatcher?: Dispatcher | undefined;
}

/**
 * Makes a client of hostd on undici's fetch. An answer that is not 2xx is `error` of the result and does not reject;
 * a request without an answer does. Answers that are no JSON need `parseAs`: `text` for healthz, `stream` for exec.
 */
export function createClient({ baseUrl, apiKey, traceparent, dispatcher }: ClientOptions): HostdClient {
  return createOpenapiClient<paths>({
    baseUrl,
    headers: {
      ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
      ...(traceparent !== undefined && { traceparent }),
    },
    // undici's classes and those that @types/node declares are the same by shape only.
    Request: UndiciRequest as unknown as typeof Request,
    fetch: undiciFetch as unknown as (request: Request) => Promise<Response>,
    ...(dispatcher && { requestInitExt: { dispatcher } }),
  });
}

/**
 * The events of an answer to exec, as they arrive.
 * @throws Error when a line is no event, or the answer ends without the exit event
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
    // Said below.
  }
  if (!validateExecEvent(event))
    throw new Error(`the answer to exec has a line that is no event: ${line.slice(0, 200)}`);
  return event as ExecEvent;
}
