import { type Quote, quoteStart } from '../base/quote.ts';
import type { HeaderLine } from './request.ts';

/** How the end of a response is found. Source: RFC 9112, section 6.3. */
export type Framing =
  | { readonly by: 'none' }
  | { readonly by: 'chunks' }
  | { readonly by: 'length'; readonly length: number }
  /** The body ends where the connection does. */
  | { readonly by: 'close' };

/** The response has no definite end, or is not HTTP/1.x. The message says why. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
}

/** Codings that change a body but not where it ends. `identity` is obsolete and changes nothing. */
const CODINGS = /^(gzip|x-gzip|deflate|compress|x-compress|br|zstd|identity)$/;

/**
 * Determines how the end of a response with these header lines is found.
 * @param bodiless true for responses that never have a body: to HEAD, and with status 1xx, 204 and 304
 * @throws FramingError
 */
export function framingOf(headers: readonly HeaderLine[], bodiless: boolean, quote: Quote = quoteStart): Framing {
  const length = lengthOf(valuesOf(headers, 'content-length'), quote);
  if (bodiless) return { by: 'none' };
  const codings = valuesOf(headers, 'transfer-encoding');
  if (codings.length === 0) return length === undefined ? { by: 'close' } : { by: 'length', length };
  if (length !== undefined) throw new FramingError('it has Content-Length and Transfer-Encoding');
  return isChunked(codings, quote) ? { by: 'chunks' } : { by: 'close' };
}

/** True when the connection stays open for another response. Sources: RFC 9112, sections 6.1 and 9.3. */
export function keepsAlive(version: string, headers: readonly HeaderLine[], { by }: Framing): boolean {
  const options = listed(valuesOf(headers, 'connection')).map((option) => option.toLowerCase());
  if (by === 'close' || options.includes('close')) return false;
  if (version !== '1.0') return true;
  return options.includes('keep-alive') && valuesOf(headers, 'transfer-encoding').length === 0;
}

/** Repeated equal lengths count as one. Source: RFC 9110, section 8.6. */
function lengthOf(values: readonly string[], quote: Quote): number | undefined {
  const [first, ...others] = listed(values);
  if (first === undefined) return undefined;
  for (const text of [first, ...others])
    if (!/^\d+$/.test(text)) throw new FramingError(`Content-Length is ${JSON.stringify(quote(text))}`);
  const length = Number(first);
  if (others.some((other) => Number(other) !== length))
    throw new FramingError(`Content-Length is ${[first, ...others].slice(0, 4).map(quote).join(' and ')}`);
  if (!Number.isSafeInteger(length)) throw new FramingError(`Content-Length is ${quote(first)}`);
  return length;
}

/** True if `chunked` is the last coding, false if it does not occur. */
function isChunked(values: readonly string[], quote: Quote): boolean {
  const codings = listed(values)
    .map((coding) => coding.toLowerCase())
    .filter((coding) => coding !== '');
  const last = codings.at(-1);
  const others = last === 'chunked' ? codings.slice(0, -1) : codings;
  if (last === undefined || !others.every((coding) => CODINGS.test(coding)))
    throw new FramingError(`Transfer-Encoding is ${JSON.stringify(quote(values.join(', ')))}`);
  return last === 'chunked';
}

/** The members of comma-separated lists. */
export function listed(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).map(withoutWhitespace);
}

/** Trims spaces and tabs. Takes linear time, unlike a regular expression. */
export function withoutWhitespace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhitespace(text[start])) start += 1;
  while (end > start && isWhitespace(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isWhitespace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** The values of a header, one for each line. */
export function valuesOf(headers: readonly HeaderLine[], name: string): string[] {
  return headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
}
