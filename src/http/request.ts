/** A header line: name and value as they go on the wire, one character per byte (latin-1). */
export type HeaderLine = readonly [name: string, value: string];

/** A request, to be sent exactly as given. Nothing is normalised, reordered or refused. */
export interface WireRequest {
  readonly method: string;
  /**
   * The request target, one character per byte: a path, an absolute form, `*`, or something that no client would send.
   */
  readonly target: string;
  /** Header lines in order. `Host` and the framing of the body are added unless given. */
  readonly headers: readonly HeaderLine[];
  readonly body?: string | Uint8Array;
  /**
   * How the body is announced: by its length (default), in chunks, or `withheld`, where the length is announced but no
   * byte is sent. `none` omits the `Content-Length: 0` of a POST without a body.
   */
  readonly framing?: 'length' | 'chunked' | 'withheld' | 'none';
  /** Trailer lines after a chunked body. */
  readonly trailers?: readonly HeaderLine[];
  /** The protocol version in the request line; default `1.1`. */
  readonly version?: '1.0' | '1.1';
  /** How many bytes of the response body are read; default: 128 KiB. Not sent. */
  readonly bodyLimit?: number;
  /** False to omit the `Host` line. */
  readonly host?: false;
  /**
   * The whole request, byte for byte, for anything that the other members cannot express. They then only appear in
   * reports.
   */
  readonly raw?: Uint8Array;
}

/** Methods for which clients announce an empty body. Source: RFC 9110, section 8.6. */
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/**
 * True for a request that any client could send. Nothing in it can confuse a server about where the next request
 * begins.
 */
export function isPlain({ method, target, headers, body, framing, raw, version, host }: WireRequest): boolean {
  return (
    raw === undefined &&
    framing === undefined &&
    version === undefined &&
    host === undefined &&
    /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) &&
    /^\/(?!\/)[\w\-./~?=&%]*$/.test(target) &&
    (body?.length ?? 0) <= 65_536 &&
    headers.every(([name, value]) => !HOP_BY_HOP.test(name) && /^[\t\x20-\x7e]{0,8192}$/.test(value))
  );
}

const HOP_BY_HOP = /^(connection|upgrade|expect|te|transfer-encoding|content-length|host)$/i;

/** Serialises a request. `authority` is the value of the Host line. */
export function serialize(request: WireRequest, authority: string): Buffer {
  if (request.raw) return Buffer.from(request.raw);
  const { method, target, headers, version = '1.1', framing = 'length' } = request;
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const has = (name: string) => headers.some(([given]) => given.trim().toLowerCase() === name);
  const lines = [`${method} ${target} HTTP/${version}`];
  if (request.host !== false && !has('host')) lines.push(`Host: ${authority}`);
  for (const [name, value] of headers) lines.push(value === '' ? `${name}:` : `${name}: ${value}`);
  if (body && framing === 'chunked' && !has('transfer-encoding')) lines.push('Transfer-Encoding: chunked');
  if (body && framing !== 'chunked' && !has('content-length')) lines.push(`Content-Length: ${body.length}`);
  if (!body && framing !== 'none' && WITH_BODY.includes(method) && !has('content-length') && !has('transfer-encoding'))
    lines.push('Content-Length: 0');
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  if (!body || framing === 'withheld') return head;
  return Buffer.concat([head, framing === 'chunked' ? chunked(body, request.trailers ?? []) : body]);
}

function chunked(body: Buffer, trailers: readonly HeaderLine[]): Buffer {
  const lines = trailers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const chunk = body.length > 0 ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')] : [];
  return Buffer.concat([...chunk, Buffer.from(`0\r\n${lines}\r\n`, 'latin1')]);
}

/** The request with a header line added at the end. */
export function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: [...request.headers, [name, value]] };
}
