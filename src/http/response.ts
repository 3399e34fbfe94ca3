import type { HeaderLine } from './request.ts';

/** A response as it arrived. */
export interface WireResponse {
  readonly status: number;
  readonly statusText: string;
  readonly version: string;
  /** Header lines in the order and case in which they arrived. */
  readonly headers: readonly HeaderLine[];
  readonly trailers: readonly HeaderLine[];
  /** At most 128 KiB or the `bodyLimit` of the request, with any Content-Encoding decoded; see `truncated`. */
  readonly body: Buffer;
  /** True if the body was longer than that and the rest was not read. */
  readonly truncated: boolean;
  /** Milliseconds from the first byte of the body to the last. */
  readonly spreadMs: number;
  /** Statuses of the interim responses (1xx) before it. */
  readonly interim: readonly number[];
}

/** All values of a header, joined as in RFC 9110, section 5.3; undefined if it is absent. */
export function header(response: Pick<WireResponse, 'headers'>, name: string): string | undefined {
  const values = response.headers.filter(([given]) => given.toLowerCase() === name.toLowerCase());
  return values.length > 0 ? values.map(([, value]) => value).join(', ') : undefined;
}

/** A body, and whether it was cut. */
export type Body = Pick<WireResponse, 'body'> & Partial<Pick<WireResponse, 'truncated'>>;

/** The body as JSON; undefined if it is not JSON. A byte order mark and surrounding whitespace are tolerated. */
export function json(response: Body): unknown {
  if (response.truncated) return undefined;
  try {
    return JSON.parse(response.body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** A member of the body, if that is a JSON object. */
export function member(response: Body, name: string): unknown {
  const value = json(response);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
