/** How many code units are handed to String.fromCharCode at once: each is an argument on the stack. */
const AT_ONCE = 8_192;

/**
 * Files are texts. One whose bytes are not UTF-8 is a text all the same: a byte from 0x80 on stands as U+DC00 and its
 * value, which no valid text has in it.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fromUnits(Uint16Array.from(bytes, (byte) => (byte < 0x80 ? byte : 0xdc00 + byte)));
  }
}

/** The bytes of a file. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\x00-\x7f\udc80-\udcff]*$/.test(text) || /^[\x00-\x7f]*$/.test(text)) return new TextEncoder().encode(text);
  return lowBytes(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return lowBytes(atob(text));
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(fromUnits(bytes));
}

function lowBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function fromUnits(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += AT_ONCE) text += String.fromCharCode(...units.subarray(i, i + AT_ONCE));
  return text;
}
