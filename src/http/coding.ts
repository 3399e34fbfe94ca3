import zlib, { type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { listed, valuesOf } from './framing.ts';
import type { WireResponse } from './response.ts';
import { BODY_LIMIT } from './response-parser.ts';

/** Bytes to which a body may decode. A longer one is taken for a decompression bomb. */
const DECODED_LIMIT = 8 * 1024 ** 2;

/** Codings of one response. */
const CODINGS_LIMIT = 5;

/** A body that is not in the coding that its header names, or in one that the suite cannot decode. */
export class CodingError extends Error {
  override readonly name = 'CodingError';
  /** `undecodable` for a legal response that this version of Node.js cannot decode. */
  readonly kind: 'malformed' | 'undecodable';

  constructor(kind: CodingError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Decodes a whole body, or the start of one. */
type Decode = (body: Buffer, whole: boolean) => Buffer;

const { Z_FINISH, Z_SYNC_FLUSH, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH } = zlib.constants;
const deflateOptions = (whole: boolean): ZlibOptions => ({
  finishFlush: whole ? Z_FINISH : Z_SYNC_FLUSH,
  maxOutputLength: DECODED_LIMIT,
});
const brotliOptions = (whole: boolean): BrotliOptions => ({
  finishFlush: whole ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
  maxOutputLength: DECODED_LIMIT,
});

const gunzip: Decode = (body, whole) => zlib.gunzipSync(body, deflateOptions(whole));
const inflate: Decode = (body, whole) =>
  hasZlibHeader(body)
    ? zlib.inflateSync(body, deflateOptions(whole))
    : zlib.inflateRawSync(body, deflateOptions(whole));

/** What Node.js has from 22.15 on, and its types for Node.js 20 do not. */
interface Zstd {
  readonly constants: { readonly ZSTD_e_end?: number; readonly ZSTD_e_flush?: number } & object;
  readonly zstdDecompressSync?: (body: Buffer, options: { finishFlush?: number; maxOutputLength: number }) => Buffer;
}
const { zstdDecompressSync, constants = {} } = zlib as Partial<Zstd>;

/** Content codings and transfer codings. Sources: RFC 9110, 8.4.1; RFC 9112, 7.2; RFC 8878, 7.2. */
const decoders = new Map<string, Decode | undefined>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', (body, whole) => zlib.brotliDecompressSync(body, brotliOptions(whole))],
  [
    'zstd',
    zstdDecompressSync &&
      ((body, whole) => {
        const finishFlush = whole ? constants.ZSTD_e_end : constants.ZSTD_e_flush;
        return zstdDecompressSync(body, {
          ...(finishFlush !== undefined && { finishFlush }),
          maxOutputLength: DECODED_LIMIT,
        });
      }),
  ],
  ...['compress', 'x-compress', 'exi', 'pack200-gzip', 'dcb', 'dcz', 'aes128gcm'].map(
    (name) => [name, undefined] as const,
  ),
]);

/**
 * The response with its decoded body. The header lines do not change. A value of Content-Encoding
 * that is no registered coding, such as `utf-8`, changes nothing.
 * @param limit how many decoded bytes are kept; default: 128 KiB
 * @throws CodingError
 */
export function decoded(response: WireResponse, limit = BODY_LIMIT): WireResponse {
  const codings = codingsOf(response);
  if (codings.length === 0 || response.body.length === 0) return response;
  const named = codings.join(', ');
  if (codings.length > CODINGS_LIMIT) throw new CodingError('malformed', `the body has ${codings.length} codings`);
  let { body } = response;
  for (const coding of codings.reverse()) {
    const decode = decoders.get(coding);
    if (!decode) throw new CodingError('undecodable', cannotDecode(coding));
    try {
      body = decode(body, !response.truncated);
    } catch (error) {
      throw new CodingError('malformed', reasonOf(error, named));
    }
  }
  const isLong = body.length > limit;
  return {
    ...response,
    body: isLong ? Buffer.from(body.subarray(0, limit)) : body,
    truncated: response.truncated || isLong,
  };
}

/**
 * What can be shown of a response that is incomplete or cannot be decoded: the body as far as it decodes, as it came
 * when it is text anyway, or else none, because a key may hide in it from redaction. Marked as truncated.
 */
export function decodedStart(response: WireResponse): WireResponse {
  const start = { ...response, truncated: true };
  try {
    return decoded(start);
  } catch {
    return /^[\t\n\r\x20-\x7e]*$/.test(response.body.toString('latin1')) ? start : { ...start, body: Buffer.alloc(0) };
  }
}

/** The codings of a body that are to be undone, in the order in which the server applied them. */
function codingsOf({ headers }: WireResponse): string[] {
  return ['content-encoding', 'transfer-encoding']
    .flatMap((name) => listed(valuesOf(headers, name)))
    .map((coding) => coding.toLowerCase())
    .filter((coding) => decoders.has(coding));
}

/**
 * True for the zlib format, which deflate stands for. Some servers send a bare deflate stream. Source: RFC 9110,
 * 8.4.1.2.
 */
function hasZlibHeader(body: Buffer): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && (256 * first + second) % 31 === 0;
}

function cannotDecode(coding: string): string {
  const remedy = coding === 'zstd' ? '; run the suite with Node.js 22.15 or later' : '';
  return `the body is encoded as ${coding}, which Node.js ${process.versions.node} cannot decode${remedy}`;
}

function reasonOf(error: unknown, coding: string): string {
  const { code, message }: { code?: unknown; message?: unknown } = error instanceof Error ? error : {};
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return `the body (${coding}) decodes to more than ${DECODED_LIMIT / 1024 ** 2} MiB`;
  return `the body is not ${coding}, which its header names: ${String(message)}`;
}
