import type { Piece } from '../base/secrets.ts';
import type { WireRequest } from './request.ts';

/** Headers that curl adds by default. */
const UNWANTED = ['User-Agent', 'Accept'];

/** Linux allows 128 KiB for one argument. */
const LONGEST_ARGUMENT = 100_000;

/** Splits a text at each part that a shell expression replaces, such as a key. */
export interface Splitter {
  split(text: string): readonly Piece[];
}

/**
 * A POSIX shell command that sends the same bytes, with keys taken from the environment. Only the position of the Host
 * line may differ. Undefined if curl cannot send the request, or if no shell expression can derive a token from its
 * key.
 */
export function curl(request: WireRequest, origin: string, secrets: Splitter): string | undefined {
  const { method, target, headers, framing, version } = request;
  const body = bodyOf(request);
  const pieces = [target, body ?? '', ...headers.flat()].flatMap((part) => secrets.split(part));
  if (!canSend(request, body) || !pieces.every(canWrite)) return undefined;

  const quote = (value: string) => shellQuote(value, secrets);
  const words = ['curl', '-sS', '-i', '--max-time', '10', '--globoff'];
  if (version === '1.0') words.push('--http1.0');
  if (method === 'HEAD') words.push('--head');
  else words.push('-X', quote(method));
  for (const name of UNWANTED) if (count(request, name) === 0) words.push('-H', quote(`${name}:`));
  for (const [name, value] of headers) words.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  if (framing === 'chunked') words.push('-H', quote('Transfer-Encoding: chunked'));
  if (body !== undefined) {
    if (count(request, 'Content-Type') === 0) words.push('-H', quote('Content-Type:'));
    words.push('--data-raw', quote(body));
  }
  if (/^\/[\w\-./~]*$/.test(target)) words.push('--path-as-is', quote(origin + target));
  else words.push('--request-target', quote(target), quote(`${origin}/`));
  return words.join(' ');
}

/**
 * The body, one character per byte. For an empty body, curl sends `Content-Length: 0` only if the body is given
 * explicitly.
 */
function bodyOf({ method, body }: WireRequest): string | undefined {
  if (body !== undefined) return Buffer.from(body).toString('latin1');
  return ['POST', 'PUT', 'PATCH'].includes(method) ? '' : undefined;
}

/** False for requests that curl refuses, adds to or waits on. */
function canSend(request: WireRequest, body: string | undefined): boolean {
  const { method, target, headers, framing, trailers, raw, host } = request;
  if (framing === 'withheld' || framing === 'none' || trailers || raw || host === false) return false;
  if ((body?.length ?? 0) > LONGEST_ARGUMENT || (method === 'HEAD' && body !== undefined)) return false;
  if (['Content-Length', 'Transfer-Encoding', 'Expect'].some((name) => count(request, name) > 0)) return false;
  if (count(request, 'Host') > 1 || headers.some(([, value]) => /^[ \t]+$/.test(value))) return false;
  return !/[\0\r\n ]/.test(target) && !/[\0\r\n]/.test(headers.flat().join('')) && !(body?.includes('\0') ?? false);
}

/** False for a secret that only the suite can derive, and if `$(...)` would strip line feeds from the end. */
function canWrite(piece: Piece): boolean {
  return 'text' in piece ? !piece.text.endsWith('\n') : piece.shell !== undefined;
}

function count({ headers }: WireRequest, name: string): number {
  return headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).length;
}

/** Quotes a text for a POSIX shell, one character per byte. Secrets become expressions in double quotes. */
function shellQuote(text: string, secrets: Splitter): string {
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
    const octal = text.replace(/[^\x20-\x7e]|[\\%]|^-/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
    return `"$(printf ${plain(octal)})"`;
  }
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
