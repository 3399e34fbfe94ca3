import { Secrets } from '../../src/base/secrets.ts';
import type { WireResponse } from '../../src/http/response.ts';
import { textOf } from './expectations.ts';

/** Keys shorter than this may occur in ordinary text by chance. */
const LEAST = 8;

/** Keys of at least this length never occur in ordinary text, whatever characters they have. */
const LONG = 20;

/**
 * True if the key is too short or too simple to be distinguished from ordinary text: `test`, `keep-alive`, `12345678`.
 */
export function isPlain(key: string): boolean {
  return key.length < LEAST || (key.length < LONG && !(/[a-z]/i.test(key) && /[\d_]/.test(key)));
}

/**
 * Returns a function that reports whether a text contains one of the keys: plain, percent-encoded, escaped, reversed,
 * in base64 or in hexadecimal.
 */
export function detector(keys: readonly string[]): (text: string) => boolean {
  const secrets = new Secrets();
  for (const key of keys) secrets.add(key, '<key>');
  return (text) => secrets.split(text).some((piece) => 'label' in piece);
}

/** All text of a response that a client can see: its reason phrase, headers and body. */
export function shownBy(response: WireResponse): string {
  return `${response.statusText}\n${textOf(response)}`;
}
