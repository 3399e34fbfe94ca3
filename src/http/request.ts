/** One header line: name and value as they go on the wire, one character a byte (latin-1). */
export type HeaderLine = readonly [name: string, value: string];

/** A request exactly as it is to be sent. Nothing in it is normalised, reordered or refused. */
export interface WireRequest {
  readonly method: string;
  /** The request-target, one character a byte: a path, an absolute form, `*`, or something no client would send. */
  readonly target: string;
  /** Header lines in order. `Host` and the body's framing are added unless they are given here. */
  readonly headers: readonly HeaderLine[];
  readonly body?: string | Uint8Array;
  /**
   * How the body is announced: its length (default), in chunks, or `withheld`: its length is announced and not a
   * byte of it is sent. `none` leaves out the `Content-Length: 0` that a POST without a body gets.
   */
  readonly framing?: 'length' | 'chunked' | 'withheld' | 'none';
  /** Trailer lines after a chunked body. */
  readonly trailers?: readonly HeaderLine[];
  /** The protocol version in the request line; default `1.1`. */
  readonly version?: '1.0' | '1.1';
  /** False leaves the `Host` line out. */
  readonly host?: false;
  /** The whole request, byte for byte, for what the other members cannot say; they are then for reports only. */
  readonly raw?: Uint8Array;
}

/** Methods for which a client says that there is no body. Source: RFC 9110, section 8.6. */
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** True for a request as any client sends it: nothing about it can confuse a server about what comes next. */
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

/** The bytes of a request. `authority` is the value of the Host line. */
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

/** The same request with one more header line, at the end. */
export function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: [...request.headers, [name, value]] };
}
