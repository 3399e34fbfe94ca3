import type { Secrets } from '../secrets.ts';
import type { WireRequest } from './request.ts';

/** Headers that curl adds by itself unless told otherwise. */
const UNWANTED = ['User-Agent', 'Accept'];

/** Linux allows 128 KiB for one argument. */
const LONGEST_ARGUMENT = 100_000;

/**
 * A POSIX shell command that sends the request byte for byte, keys taken from the environment. Undefined where curl
 * cannot, and where a token was made from a key in a way that no shell expression repeats: withheld bodies, trailers, bytes that no argument can carry, and bodies too long for one.
 */
export function curl(request: WireRequest, origin: string, secrets: Secrets): string | undefined {
  const { method, target, headers, body, framing, trailers, version } = request;
  if (framing === 'none') return undefined;
  const empty = ['POST', 'PUT', 'PATCH'].includes(method) ? '' : undefined;
  const text = body === undefined ? empty : Buffer.from(body).toString('latin1');
  if (framing === 'withheld' || trailers || request.raw || request.host === false) return undefined;
  if ((text?.length ?? 0) > LONGEST_ARGUMENT) return undefined;
  if (/[\0\r\n ]/.test(target) || /[\0\r\n]/.test(headers.flat().join('')) || (text?.includes('\0') ?? false))
    return undefined;

  const told = [target, text ?? '', ...headers.flat()].flatMap((part) => secrets.split(part));
  if (told.some((piece) => !('text' in piece) && piece.shell === undefined)) return undefined;
  const quote = (value: string) => shellQuote(value, secrets);
  const words = ['curl', '-sS', '-i', '--max-time', '10', '--globoff'];
  if (version === '1.0') words.push('--http1.0');
  if (method === 'HEAD') words.push('--head');
  else words.push('-X', quote(method));
  const given = (name: string) => headers.some(([header]) => header.toLowerCase() === name.toLowerCase());
  for (const name of UNWANTED) if (!given(name)) words.push('-H', quote(`${name}:`));
  for (const [name, value] of headers) words.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  if (framing === 'chunked') words.push('-H', quote('Transfer-Encoding: chunked'));
  if (text !== undefined) {
    if (!given('content-type')) words.push('-H', quote('Content-Type:'));
    words.push('--data-binary', quote(text));
  }
  if (/^\/[\w\-./~]*$/.test(target)) words.push('--path-as-is', quote(origin + target));
  else words.push('--request-target', quote(target), quote(`${origin}/`));
  return words.join(' ');
}

/** Quotes a text of one character a byte for a POSIX shell; secrets become expressions in double quotes. */
function shellQuote(text: string, secrets: Secrets): string {
  const quoted = secrets
    .split(text)
    .map((piece) => {
      return 'text' in piece ? plain(piece.text) : `"${piece.shell}"`;
    })
    .join('');
  return quoted === '' ? "''" : quoted;
}

function plain(text: string): string {
  if (text === '') return '';
  if (/^[\w\-./:=@%+,]+$/.test(text)) return text;
  if (/[^\x20-\x7e]/.test(text)) {
    const octal = text.replace(/[^\x20-\x7e]|[\\%]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
    return `"$(printf ${plain(octal)})"`;
  }
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
