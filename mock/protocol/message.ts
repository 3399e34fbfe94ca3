export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value: at once when it is there, so that what needs no waiting costs no promises. */
export function after<T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** One request as it arrived: nothing in it is decoded, merged or normalised. Adapters make these. */
export interface Request {
  readonly method: string;
  /** The request target as it stood in the request line. */
  readonly target: string;
  /** Names and values in turn, in the order and spelling of arrival. */
  readonly rawHeaders: readonly string[];
  /** `1.0` or `1.1`. */
  readonly httpVersion: string;
  /** The same object for all requests of one connection. */
  readonly connection: object;
  /** Reads the body; may be called more than once. Rejects with an `HttpError` 413 above the adapter's limit. */
  body(): Promise<Buffer>;
  /** The body once it was read; undefined before. */
  readonly received: Buffer | undefined;
  /** Trailers as names and values in turn; empty until the body was read. */
  trailers(): readonly string[];
}

export interface Response {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A whole text, or lines (with their `\n`) that are sent one by one as they come. */
  readonly body: string | AsyncIterable<string>;
  /** Stops the producer of the lines; the adapter calls it when the client has gone. */
  readonly cancel?: () => void;
  /** Asks the adapter to break the connection once the response is sent. No correct response does. */
  readonly breakConnection?: boolean;
  /** Sent after the response, one character a byte: what belongs to no response. */
  readonly stray?: string;
  /** What happens to the connection instead of a response. The status is then 0. */
  readonly broken?: Breakage;
}

/**
 * How a connection fails. `reset`: at once, as when a process dies; `close`: in good order but too early; `stall`: it
 * stays open, and nothing comes any more.
 */
export type Breakage = 'reset' | 'close' | 'stall';

/** What lines throw to have the connection broken where they are. */
export class BrokenConnection extends Error {
  readonly how: 'reset' | 'close';

  constructor(how: 'reset' | 'close') {
    super(how === 'reset' ? 'the connection was reset' : 'the connection was closed too early');
    this.how = how;
  }
}

/** An error that becomes a response `{"error": message}` with this status. */
export class HttpError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(status: number, message: string, headers?: Readonly<Record<string, string>>) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

const JSON_TYPE: Readonly<Record<string, string>> = { 'content-type': 'application/json' };

/** A response with a JSON body. */
export function json(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Response {
  return { status, headers: headers ? { ...JSON_TYPE, ...headers } : JSON_TYPE, body: JSON.stringify(value) };
}

/** The body of every response that is not a success. */
export function failure(status: number, message: string, headers?: Readonly<Record<string, string>>): Response {
  return json(status, { error: message }, headers);
}

/** Whether a response of this status has no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** 204: done, and nothing to say. */
export const noContent: Response = { status: 204, headers: {}, body: '' };
