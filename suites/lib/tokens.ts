import { createHash } from 'node:crypto';
import type { Trial } from '../../src/checks/trial.ts';
import { utf8 } from './requests.ts';

/** A token that must not be accepted, derived from the valid keys. */
export interface WrongToken {
  readonly name: string;
  /** The text after `Bearer `, one character per byte. */
  make(keys: readonly string[]): string;
  /**
   * Another token of the same kind. A single token may happen to be a key that the suite does not know, so a target given
   * by URL breaks the rule only when it accepts both.
   */
  again?(keys: readonly string[]): string;
  /** True for a token that careless comparisons accept. It is tried on every operation. */
  readonly near?: true;
  /** True for a token of 8 kB or more, which a server may refuse for its size. */
  readonly long?: true;
  /** A shell expression for the token, for use inside double quotes. */
  readonly shell?: string;
}

const first = (keys: readonly string[]) => keys[0] ?? '';
const last = (text: string) => text.slice(-1);

/** Another character of the same kind: digit for digit, letter for letter. */
function other(character: string): string {
  if (/\d/.test(character)) return character === '0' ? '1' : '0';
  if (/[a-z]/.test(character)) return character === 'a' ? 'b' : 'a';
  return character === 'A' ? 'B' : 'A';
}

/** A character of another kind: a letter for a digit, a digit for a letter. */
function foreign(character: string): string {
  return /\d/.test(character) ? 'q' : '7';
}

function changeAt(text: string, at: number, change = other): string {
  return text.slice(0, at) + change(text.charAt(at)) + text.slice(at + 1);
}

const middle = (text: string) => Math.floor(text.length / 2);
const PREFIX = /^[a-z]+_[a-z]+_/;

/** The text with a full-width first character, which Unicode compatibility normalisation maps back. */
function widened(text: string): string {
  return String.fromCharCode(text.charCodeAt(0) + 0xfee0) + text.slice(1);
}

function flipCase(text: string): string {
  return Array.from(text, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
}

/** Every second letter in the other case. */
function mixCase(text: string): string {
  let letters = 0;
  return text.replace(/[a-z]/gi, (letter) => {
    letters += 1;
    return letters % 2 === 0 ? flipCase(letter) : letter;
  });
}

/** A shell expression for the key without its first (`#`) or last (`%`) character. */
const less = (end: '#' | '%') => `$\{PODFLARE_API_KEY${end}?}`;

/** Tokens that any parser passes on to the comparison. Each must get 401. */
export const plausibleTokens: readonly WrongToken[] = [
  { name: 'a well-formed unknown key', make: () => 'pk_live_3f9c2b7a1d5e4f60a8c7b6d5e4f3a2b1' },
  { name: 'an unknown key in the newer format', make: () => 'pf_live_3f9c2b7a1d5e4f60a8c7b6d5e4f3a2b1' },
  {
    name: 'the key without its last character',
    make: (keys) => first(keys).slice(0, -1),
    again: (keys) => first(keys).slice(0, -3),
    near: true,
    shell: less('%'),
  },
  {
    name: 'the key without its first character',
    make: (keys) => first(keys).slice(1),
    again: (keys) => first(keys).slice(3),
    shell: less('#'),
  },
  {
    name: 'the key without its prefix',
    make: (keys) => first(keys).replace(PREFIX, ''),
    again: (keys) => first(keys).replace(PREFIX, '').slice(2),
  },
  {
    name: 'the key with another prefix',
    make: (keys) => first(keys).replace(PREFIX, 'pf_live_'),
    again: (keys) => first(keys).replace(PREFIX, 'qz_7q_'),
  },
  {
    name: 'half of the key',
    make: (keys) => first(keys).slice(0, Math.ceil(first(keys).length / 2)),
    again: (keys) => first(keys).slice(0, Math.ceil(first(keys).length / 3)),
    near: true,
  },
  {
    name: 'the key and one more character',
    make: (keys) => `${first(keys)}x`,
    again: (keys) => `${first(keys)}~7q`,
    near: true,
  },
  { name: 'the key twice', make: (keys) => first(keys).repeat(2) },
  { name: 'one character before the key', make: (keys) => `x${first(keys)}`, again: (keys) => `7q~${first(keys)}` },
  {
    name: 'the key with its last character changed',
    make: (keys) => first(keys).slice(0, -1) + other(last(first(keys))),
    again: (keys) => first(keys).slice(0, -1) + foreign(last(first(keys))),
    near: true,
  },
  {
    name: 'the key with its first character changed',
    make: (keys) => changeAt(first(keys), 0),
    again: (keys) => changeAt(first(keys), 0, foreign),
  },
  {
    name: 'other characters of the same length',
    make: (keys) => Array.from(first(keys), other).join(''),
    again: (keys) => Array.from(first(keys), foreign).join(''),
  },
  {
    name: 'the key in the other case',
    make: (keys) => flipCase(first(keys)),
    again: (keys) => mixCase(first(keys)),
    near: true,
  },
  {
    name: 'the key in upper case',
    make: (keys) => first(keys).toUpperCase(),
    again: (keys) => mixCase(first(keys)),
  },
  { name: 'the key backwards', make: (keys) => Array.from(first(keys)).reverse().join('') },
  { name: 'the key and =', make: (keys) => `${first(keys)}=`, again: (keys) => `${first(keys)}==` },
  { name: 'the key and %00', make: (keys) => `${first(keys)}%00` },
  { name: 'the key and a comma', make: (keys) => `${first(keys)},` },
  { name: 'the key in quotes', make: (keys) => `"${first(keys)}"` },
  { name: 'the key percent-encoded', make: (keys) => encodeAll(first(keys)) },
  { name: 'the key in Base64', make: (keys) => Buffer.from(first(keys)).toString('base64') },
  { name: 'a wrong key, a comma, the key', make: (keys) => `pk_wrong, ${first(keys)}` },
  { name: 'the key, a comma, a wrong key', make: (keys) => `${first(keys)}, pk_wrong` },
  { name: 'the whole list', make: (keys) => (keys.length > 1 ? keys.join(',') : `${first(keys)},`), near: true },
  {
    name: 'a piece of the list across a comma',
    make: (keys) => `${first(keys).slice(4)},${(keys[1] ?? '').slice(0, -4)}`,
  },
  { name: 'a comma', make: () => ',' },
  {
    name: 'the key with a character in its middle changed',
    make: (keys) => changeAt(first(keys), middle(first(keys))),
    again: (keys) => changeAt(first(keys), middle(first(keys)), foreign),
  },
  {
    name: 'the key with _ for a character',
    make: (keys) => `${first(keys).slice(0, -2)}_${last(first(keys))}`,
    again: (keys) => changeAt(first(keys), middle(first(keys)), () => '_'),
  },
  { name: 'the SHA-256 of the key', make: (keys) => createHash('sha256').update(first(keys)).digest('hex') },
  { name: '%', make: () => '%' },
  { name: 'constructor', make: () => 'constructor' },
  { name: '__proto__', make: () => '__proto__' },
  { name: 'undefined', make: () => 'undefined' },
  { name: 'null', make: () => 'null' },
  { name: 'true', make: () => 'true' },
  { name: '*', make: () => '*' },
  { name: '.*', make: () => '.*' },
  { name: '<key>', make: () => '<key>' },
  { name: '$PODFLARE_API_KEYS', make: () => '$PODFLARE_API_KEYS' },
  { name: "' OR '1'='1", make: () => "' OR '1'='1" },
  { name: '{}', make: () => '{}' },
];

/** Tokens that may break a parser. They must be refused, without a crash. */
export const oddTokens: readonly WrongToken[] = [
  { name: 'UTF-8 beside the key', make: (keys) => first(keys) + utf8('é') },
  { name: 'the key and a soft hyphen', make: (keys) => `${first(keys)}\xad` },
  { name: 'the key and a soft hyphen in UTF-8', make: (keys) => first(keys) + utf8('\u00ad') },
  { name: 'the key and a zero-width space', make: (keys) => first(keys) + utf8('\u200b') },
  { name: 'the key with a full-width first letter', make: (keys) => utf8(widened(first(keys))) },
  {
    name: 'the key with the high bit set',
    make: (keys) => String.fromCharCode(first(keys).charCodeAt(0) | 0x80) + first(keys).slice(1),
  },
  { name: 'UTF-8 alone', make: () => utf8('ключ') },
  { name: 'the byte 0xE9', make: () => '\xe9' },
  { name: 'the key and the byte 0xFF', make: (keys) => `${first(keys)}\xff` },
  // A server may cut a value at a NUL, so the key must not come first.
  { name: 'a wrong key, a NUL, the key', make: (keys) => `pk_wrong\0${first(keys)}` },
  // A server may legally trim a control character at the end.
  { name: 'the key, a control character and more', make: (keys) => `${first(keys)}\x01x` },
  { name: '8 kB', make: () => 'a'.repeat(8_192), long: true },
  { name: '16 kB', make: () => 'a'.repeat(16_384), long: true },
  { name: 'the key and 16 kB', make: (keys) => first(keys) + 'a'.repeat(16_384), long: true },
];

/**
 * The forms of a token. A target breaks the rule when it accepts all of them: one if the suite knows every key of the
 * target, otherwise two, since one alone may be a key that the suite does not know.
 */
export function formsOf(t: Trial, token: WrongToken): readonly WrongToken[] {
  if (t.knowsEveryKey) return [token];
  const random = `pk_wrong_${t.random(16).toString('hex')}`;
  const { name, again = isFixed(token) ? () => random : undefined } = token;
  return again ? [token, { name: `${name}, second form`, make: again }] : [token];
}

/** True for a token that is the same whatever the keys are. Its second form is random: nobody has that as a key. */
function isFixed({ make }: WrongToken): boolean {
  return make(['pk_one', 'pk_two']) === make(['three', 'four']);
}

/** The token, registered for redaction if it is derived from a key. Skips the case when the token is a valid key or empty. */
export function tokenOf(t: Trial, { name, make, shell }: WrongToken): string {
  const token = make(t.keys);
  if (token === '' || t.keys.includes(token)) t.skip('with these keys the token is valid or empty');
  const derived = token !== make(t.keys.map((key) => '~'.repeat(key.length)));
  if (derived && !t.keys.some((key) => token.includes(key))) t.secrets.add(token, `<${name}>`, shell);
  return token;
}

function encodeAll(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
