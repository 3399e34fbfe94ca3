import { type Quote, quoteStart } from '../base/quote.ts';
import type { HeaderLine } from './request.ts';

/** How the end of a response is found. Source: RFC 9112, section 6.3. */
export type Framing =
  | { readonly by: 'none' }
  | { readonly by: 'chunks' }
  | { readonly by: 'length'; readonly length: number }
  /** The body ends where the connection does. */
  | { readonly by: 'close' };

/** A response whose end cannot be found, or that is not HTTP/1.x at all. The message says why. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
}

/** Codings that change a body and not where it ends. `identity` is obsolete and changes nothing. */
const CODINGS = /^(gzip|x-gzip|deflate|compress|x-compress|br|zstd|identity)$/;

/**
 * How the end of a response with these header lines is found.
 * @param bodiless true for a response without a body whatever its header lines say: to HEAD, and of 1xx, 204 and 304
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

/** A list of equal lengths is one length. Source: RFC 9110, section 8.6. */
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

/** True when `chunked` is the last of the codings, false when there is no `chunked` among them. */
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

/** The text without spaces and tabs around it; in linear time, which a regular expression would not take. */
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
