/**
 * Files are texts. One whose bytes are not UTF-8 is a text all the same: a byte from 0x80 on stands as U+DC00 and its
 * value, which no valid text has in it.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
  }
}

/** The bytes of a file. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\x00-\x7f\udc80-\udcff]*$/.test(text) || /^[\x00-\x7f]*$/.test(text)) return new TextEncoder().encode(text);
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
