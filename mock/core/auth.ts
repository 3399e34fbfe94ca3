import { timingSafeEqual } from 'node:crypto';
import { unauthorizedText } from '../../src/contract/contract.ts';
import { failure, type Response } from '../protocol/message.ts';
import type { Call, Unauthorized } from './behavior.ts';

const SCHEME = 'bearer';

/**
 * The bearer token of the Authorization header; undefined when there is none. The scheme is case-insensitive (RFC 9110,
 * 11.1) and followed by one or more spaces; whitespace around the value is ignored. Several Authorization lines form one
 * list (RFC 9110, 5.2), which is not a key.
 */
export function bearerToken(call: Call): string | undefined {
  const values = call.headers('authorization');
  if (values.length === 0) return undefined;
  const value = values.join(', ').trim();
  if (value.charAt(SCHEME.length) !== ' ' || value.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  let start = SCHEME.length;
  while (value.charAt(start) === ' ') start += 1;
  return value.slice(start);
}

/**
 * Whether a token is one of the keys. The time that it takes reveals nothing about the keys: every key is compared in
 * full, and a key of another length is compared with itself.
 */
export function isKey(token: string, keys: readonly string[]): boolean {
  let found = false;
  for (const { bytes, sent } of bytesOf(keys)) {
    const comparable = bytes.length === token.length;
    if (comparable) sent.write(token, 'latin1');
    found = (timingSafeEqual(bytes, comparable ? sent : bytes) && comparable) || found;
  }
  return found;
}

/** 401 with the text of the contract and the challenge that RFC 9110, 11.6.1 requires. */
export function unauthorized(reason: Unauthorized): Response {
  return failure(401, unauthorizedText[reason], { 'www-authenticate': 'Bearer' });
}

/** A key, and a buffer of the same length for the token to compare. */
interface Comparison {
  readonly bytes: Buffer;
  readonly sent: Buffer;
}

const cache = new WeakMap<readonly string[], readonly Comparison[]>();

function bytesOf(keys: readonly string[]): readonly Comparison[] {
  let comparisons = cache.get(keys);
  if (!comparisons) {
    comparisons = keys.map((key) => ({ bytes: Buffer.from(key), sent: Buffer.alloc(Buffer.byteLength(key)) }));
    cache.set(keys, comparisons);
  }
  return comparisons;
}
