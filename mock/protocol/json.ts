/** How many values a JSON text may have: more take long to parse, and no operation needs them. */
export const JSON_VALUES = 100_000;

/** Texts below this length, in bytes, have no more values than that. */
const SHORT = JSON_VALUES;

const [QUOTE, BACKSLASH, COMMA, BRACKET, BRACE] = Array.from('"\\,[{', (c) => c.charCodeAt(0));

/** Whether a JSON text, as bytes in UTF-8, has more than `JSON_VALUES` values. It is not parsed for that. */
export function hasTooManyValues(bytes: Uint8Array): boolean {
  if (bytes.length <= SHORT) return false;
  let values = 1;
  let quoted = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) {
      values += 1;
      if (values > JSON_VALUES) return true;
    }
  }
  return false;
}
