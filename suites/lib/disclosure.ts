import { Secrets } from '../../src/base/secrets.ts';
import type { WireResponse } from '../../src/http/response.ts';
import { textOf } from './expectations.ts';

/** Characters below which a key may stand in ordinary text by chance. */
const LEAST = 8;

/** Characters from which a key stands in no ordinary text, whatever it is made of. */
const LONG = 20;

/** True when the key is too short or too plain to be told from ordinary text: `test`, `keep-alive`, `12345678`. */
export function isPlain(key: string): boolean {
  return key.length < LEAST || (key.length < LONG && !(/[a-z]/i.test(key) && /[\d_]/.test(key)));
}

/** Tells whether a text has one of the keys in it: as it is, percent-encoded, escaped, reversed, in base64 or in hexadecimal. */
export function detector(keys: readonly string[]): (text: string) => boolean {
  const secrets = new Secrets();
  for (const key of keys) secrets.add(key, '<key>');
  return (text) => secrets.split(text).some((piece) => 'label' in piece);
}

/** Everything that a response shows: its reason phrase, headers and body. */
export function shownBy(response: WireResponse): string {
  return `${response.statusText}\n${textOf(response)}`;
}
