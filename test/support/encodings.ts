const bytesOf = (key: string) => [...Buffer.from(key, 'utf8')];
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
/** Encodes every other character. A character that starts an escape sequence is always encoded. */
const everyOther = (sign: string, encode: (character: string) => string) => (key: string) =>
  Array.from(key, (character, i) => (i % 2 === 0 || character === sign ? encode(character) : character)).join('');
const percent = (character: string) =>
  bytesOf(character)
    .map((byte) => `%${hex(byte, 2)}`)
    .join('');
const unit = (character: string) => `\\u${hex(character.charCodeAt(0), 4)}`;
const each = (encode: (character: string) => string) => (key: string) => Array.from(key, encode).join('');
const capitals = (encode: (key: string) => string) => (key: string) =>
  encode(key).replace(/(?<=[%ux])[\da-f]+/g, (digits) => digits.toUpperCase());
const json = (key: string) => JSON.stringify(key).slice(1, -1);
const base64 = (key: string, before: string, encoding: 'utf8' | 'latin1' = 'utf8') =>
  Buffer.from(`${before}${key}:tail`, encoding).toString('base64');
const url64 = (key: string, before: string) => Buffer.from(`${before}${key}?~\u00ff`).toString('base64url');

/** Encodings of a key in programs, libraries and logs. The names complete "a key". */
export const ENCODINGS: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in capitals': (key) => key.toUpperCase(),
  'percent-encoded as a URL component': encodeURIComponent,
  'percent-encoded in full': each(percent),
  'percent-encoded in full, in capitals': capitals(each(percent)),
  'percent-encoded in part': everyOther('%', percent),
  'percent-encoded by Latin-1': each((c) => `%${hex(c.charCodeAt(0), 2)}`),
  'percent-encoded twice': (key) => encodeURIComponent(encodeURIComponent(each(percent)(key))),
  'with %u': each((c) => `%u${hex(c.charCodeAt(0), 4)}`),
  'as JSON': json,
  'as JSON with escaped slashes': (key) => json(key).replaceAll('/', '\\/'),
  'as JSON within JSON': (key) => json(json(key)),
  'with \\u00XX': each(unit),
  'with \\u00XX, in capitals': capitals(each(unit)),
  'with \\u00XX in part': everyOther('\\', unit),
  'with \\u00XX within JSON': (key) => json(each(unit)(key)),
  'with \\u{XX}': each((c) => `\\u{${hex(c.charCodeAt(0), 1)}}`),
  'with \\xXX': (key) =>
    bytesOf(key)
      .map((byte) => `\\x${hex(byte, 2)}`)
      .join(''),
  'with octal escapes': (key) =>
    bytesOf(key)
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join(''),
  'for a shell': (key) => key.replace(/[^\w%&]/g, '\\$&'),
  'with decimal character references': each((c) => `&#${c.charCodeAt(0)};`),
  'with hexadecimal character references': everyOther('&', (c) => `&#x${hex(c.charCodeAt(0), 4)};`),
  'as HTML': (key) =>
    key.replace(
      /[&<>"'\u00c0\u00e9]/g,
      (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos', À: 'Agrave', é: 'eacute' }[c]};`,
    ),
  'as UTF-8 read as Latin-1': (key) => Buffer.from(key).toString('latin1'),
  'as UTF-8 read as windows-1252': (key) => new TextDecoder('windows-1252').decode(Buffer.from(key)),
  'as Latin-1 read as UTF-8': (key) => Buffer.from(key, 'latin1').toString('utf8'),
  'in base64': (key) => base64(key, ''),
  'in base64 after one byte': (key) => base64(key, ':'),
  'in base64 after two bytes': (key) => base64(key, 'u:'),
  'in base64 of Latin-1': (key) => base64(key, 'user:', 'latin1'),
  'in base64 with line breaks': (key) => (base64(key, 'u:').match(/.{1,10}/g) ?? []).join('\r\n'),
  'in base64 with line breaks, as JSON': (key) => json((base64(key, 'u:').match(/.{1,10}/g) ?? []).join('\n')),
  'in base64 as a URL component': (key) => encodeURIComponent(base64(key, '\u00ff\u00fe')),
  'in base64url': (key) => url64(key, ''),
  'in base64url after one byte': (key) => url64(key, '\u007f'),
  'in base64url after two bytes': (key) => url64(key, '~~'),
  'in hexadecimal': (key) => Buffer.from(key).toString('hex'),
  'in hexadecimal, in capitals': (key) => Buffer.from(key).toString('hex').toUpperCase(),
  'in hexadecimal with colons': (key) =>
    bytesOf(key)
      .map((byte) => hex(byte, 2))
      .join(':'),
  'as a list of bytes': (key) =>
    bytesOf(key)
      .map((byte) => `0x${hex(byte, 2)}`)
      .join(', '),
  'as a list of decimal bytes': (key) => JSON.stringify(bytesOf(key)).slice(1, -1),
  reversed: (key) => [...key].reverse().join(''),
};
