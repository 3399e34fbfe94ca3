import { Field } from './field.ts';

/** A field name is a token (RFC 9110, 5.1 and 5.6.2). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A field value has no control characters except tabs, and no surrounding whitespace (RFC 9110, 5.5). */
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/** Headers that frame a response. The mock sets them itself, because contradicting ones break the connection. */
const FRAMING = ['content-length', 'transfer-encoding', 'trailer'];

/** Header values by lower-case name. Throws BadInput for a header that HTTP cannot carry. */
export function readHeaders(field: Field): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const [written, text] of Object.entries(field.texts())) {
    const name = written.toLowerCase();
    const header = new Field(text, [...field.path, written]);
    if (!NAME.test(name)) header.fail('not a valid HTTP header name');
    if (FRAMING.includes(name)) header.fail('the mock sets this header itself; remove it');
    if (headers.has(name)) header.fail(`duplicate header "${name}"`);
    headers.set(name, headerValue(header));
  }
  return Object.fromEntries(headers);
}

/** The value of a header. Throws BadInput when HTTP cannot carry it. */
export function headerValue(field: Field): string {
  const value = field.text();
  if (!VALUE.test(value))
    field.fail(
      'not a valid HTTP header value: remove line breaks, control characters, characters above U+00FF, and surrounding ' +
        'whitespace',
    );
  return value;
}
