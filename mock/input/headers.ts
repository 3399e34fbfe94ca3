import { Field } from './field.ts';

/** A field name is a token (RFC 9110, 5.1 and 5.6.2). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A field value has no control characters but tabs, and no whitespace around it (RFC 9110, 5.5). */
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/** What frames a response. The mock sends these itself; two that contradict each other break the connection. */
const FRAMING = ['content-length', 'transfer-encoding', 'trailer'];

/** Header values by name in lower case. Throws BadInput for what HTTP cannot carry. */
export function readHeaders(field: Field): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const [given, text] of Object.entries(field.texts())) {
    const name = given.toLowerCase();
    const header = new Field(text, [...field.path, given]);
    if (!NAME.test(name)) header.fail('it is not the name of an HTTP header');
    if (FRAMING.includes(name)) header.fail('the mock sets this header itself');
    if (headers.has(name)) header.fail(`"${name}" is given twice`);
    headers.set(name, headerValue(header));
  }
  return Object.fromEntries(headers);
}

/** The value of a header. Throws BadInput when HTTP cannot carry it. */
export function headerValue(field: Field): string {
  const value = field.text();
  if (!VALUE.test(value))
    field.fail(
      'HTTP cannot carry this value: a header has no line breaks, no control characters, no characters above U+00FF, ' +
        'and no whitespace around it',
    );
  return value;
}
