import type { HeaderLine } from './request.ts';

/** A response as it arrived. */
export interface WireResponse {
  readonly status: number;
  readonly statusText: string;
  readonly version: string;
  /** Header lines in the order and the case in which they arrived. */
  readonly headers: readonly HeaderLine[];
  readonly trailers: readonly HeaderLine[];
  /** At most 128 KiB of it, decoded if it came with Content-Encoding; see `truncated`. */
  readonly body: Buffer;
  /** True when the body was longer than 128 KiB and the rest was not read. */
  readonly truncated: boolean;
  /** From the first byte of the body to the last, in milliseconds. */
  readonly spreadMs: number;
  /** Statuses of the interim answers (1xx) that came before. */
  readonly interim: readonly number[];
}

/** All values of a header, joined as RFC 9110 section 5.3 joins them; undefined when it is absent. */
export function header(response: Pick<WireResponse, 'headers'>, name: string): string | undefined {
  const values = response.headers.filter(([given]) => given.toLowerCase() === name.toLowerCase());
  return values.length > 0 ? values.map(([, value]) => value).join(', ') : undefined;
}

/** A body, and whether it was cut. */
export type Body = Pick<WireResponse, 'body'> & Partial<Pick<WireResponse, 'truncated'>>;

/** The body as JSON, or undefined when it is none. A byte-order mark and whitespace around it are tolerated. */
export function json(response: Body): unknown {
  if (response.truncated) return undefined;
  try {
    return JSON.parse(response.body.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** A member of the body when that is a JSON object. */
export function member(response: Body, name: string): unknown {
  const value = json(response);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
