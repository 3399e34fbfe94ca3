/**
 * Says why a key cannot be sent in an `Authorization: Bearer` header; undefined if it can. The text contains no part of
 * the key. Source: RFC 9110, section 5.5.
 */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'is empty';
  const at = key.search(/[^\x21-\x7e\xa1-\xff]/);
  if (at < 0) return undefined;
  const what =
    key.charCodeAt(at) > 0xff
      ? 'a character above U+00FF, which no HTTP header can carry'
      : 'whitespace, a line break or a control character';
  return `has ${what}, at position ${at + 1} of ${key.length}: copy it again`;
}
