import { timingSafeEqual } from 'node:crypto';
import { unauthorizedText } from '../src/contract/contract.ts';
import type { Call } from './call.ts';
import { type Answer, failure } from './model.ts';

export type Unauthorized = 'missing' | 'invalid';

/**
 * The bearer token of the Authorization header; undefined when there is none. The scheme is matched without
 * case (RFC 9110, 11.1), one blank or more follow it, blanks around the value do not count.
 * Several Authorization lines are read as one list (RFC 9110, 5.2), which is no key.
 */
export function bearerToken(call: Call): string | undefined {
  const value = call.headers('authorization').join(', ').trim();
  return /^bearer +(.+)$/i.exec(value)?.[1];
}

/**
 * Whether a token is one of the keys. The time tells nothing of a key: every key is compared, all of it, and where
 * the lengths differ, with itself.
 */
export function isKey(token: string, keys: readonly string[]): boolean {
  const sent = Buffer.from(token, 'latin1');
  let found = false;
  for (const key of bytesOf(keys)) {
    const comparable = key.length === sent.length;
    found = (timingSafeEqual(key, comparable ? sent : key) && comparable) || found;
  }
  return found;
}

/** 401 with the text of the contract and the challenge that RFC 9110 asks for. */
export function unauthorized(reason: Unauthorized): Answer {
  return failure(401, unauthorizedText[reason], { 'www-authenticate': 'Bearer' });
}

const known = new WeakMap<readonly string[], readonly Buffer[]>();

function bytesOf(keys: readonly string[]): readonly Buffer[] {
  let bytes = known.get(keys);
  if (!bytes) {
    bytes = keys.map((key) => Buffer.from(key));
    known.set(keys, bytes);
  }
  return bytes;
}
