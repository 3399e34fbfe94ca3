import { timingSafeEqual } from 'node:crypto';
import { unauthorizedText } from '../../src/contract/contract.ts';
import type { Call } from './call.ts';
import { type Answer, failure } from './message.ts';

const SCHEME = 'bearer';

export type Unauthorized = 'missing' | 'invalid';

/**
 * The bearer token of the Authorization header; undefined when there is none. The scheme is matched without
 * case (RFC 9110, 11.1), one blank or more follow it, blanks around the value do not count.
 * Several Authorization lines are read as one list (RFC 9110, 5.2), which is no key.
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
 * Whether a token is one of the keys. The time tells nothing of a key: every key is compared, all of it, and where
 * the lengths differ, with itself.
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

/** 401 with the text of the contract and the challenge that RFC 9110 asks for. */
export function unauthorized(reason: Unauthorized): Answer {
  return failure(401, unauthorizedText[reason], { 'www-authenticate': 'Bearer' });
}

/** A key, and room for a token that is compared with it. */
interface Comparison {
  readonly bytes: Buffer;
  readonly sent: Buffer;
}

const known = new WeakMap<readonly string[], readonly Comparison[]>();

function bytesOf(keys: readonly string[]): readonly Comparison[] {
  let comparisons = known.get(keys);
  if (!comparisons) {
    comparisons = keys.map((key) => ({ bytes: Buffer.from(key), sent: Buffer.alloc(Buffer.byteLength(key)) }));
    known.set(keys, comparisons);
  }
  return comparisons;
}
