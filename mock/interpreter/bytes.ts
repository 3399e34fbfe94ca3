/** Code units per call of String.fromCharCode, each of which is an argument on the stack. */
const UNITS_PER_CALL = 8_192;

/**
 * Decodes the bytes of a file, which the mock stores as text. In files that are not UTF-8, each byte above 0x7f becomes a
 * lone surrogate (U+DC00 plus the byte), which valid text never contains.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fromUnits(Uint16Array.from(bytes, (byte) => (byte < 0x80 ? byte : 0xdc00 + byte)));
  }
}

/** Encodes the text of a file; the inverse of `textOf`. */
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
  for (let i = 0; i < units.length; i += UNITS_PER_CALL)
    text += String.fromCharCode(...units.subarray(i, i + UNITS_PER_CALL));
  return text;
}
