/** The first `length` characters of a text, and how many were left out. Only for redacted text. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${detached(text.slice(0, length))} ${more(text.length - length)}` : text;
}

/** The note that follows a clipped text. */
export function more(characters: number): string {
  return `[${characters} more characters]`;
}

/** Copies a text, because a slice keeps the whole original text in memory. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/**
 * The text of a message with one character for each byte. Line ends become line feeds, and other bytes outside 0x20 to
 * 0x7E become `\xNN`.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[^\n\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .trimEnd();
}
