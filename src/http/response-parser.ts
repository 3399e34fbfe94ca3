import { type Quote, quoteStart } from '../base/quote.ts';
import { BodyBuffer } from './body-buffer.ts';
import { type Framing, FramingError, framingOf, keepsAlive, withoutWhitespace } from './framing.ts';
import type { HeaderLine } from './request.ts';
import type { WireResponse } from './response.ts';

/** How many bytes of a body are kept unless the request sets another limit. The rest of a longer body is not read. */
export const BODY_LIMIT = 128 * 1024;

/** Size limit of a response, with interim responses and framing, as a multiple of the limit of its body. */
const RESPONSE_FACTOR = 8;

/** Size limit of a status line with its headers, and of the trailers, in bytes. */
const HEAD_LIMIT = 80 * 1024;

/** Maximum number of header lines, or of trailer lines, in a response. */
const LINES_LIMIT = 1_000;

/** Maximum length of a chunk-size line with its extensions, in bytes. */
const CHUNK_LINE_LIMIT = 16 * 1024;

/**
 * Limit for the bytes of a body that are not data (chunk sizes, extensions and line ends), as a fraction of the limit of
 * the body. A body with more is cut.
 */
const OVERHEAD_FACTOR = 1 / 2;

/** Maximum number of interim responses before a response. */
const INTERIM_LIMIT = 1_000;

const LF = 10;
const CR = 13;
const VERSION = 'HTTP/1.';

/** A response that was read to its end, or up to the size limit of its body. */
export interface Parsed extends WireResponse {
  /** True if another response may follow on the connection. */
  readonly keepsAlive: boolean;
}

export interface ParserOptions {
  /** True if the next response has no body because of its request (HEAD). */
  bodiless(): boolean;
  /** How many bytes of the next body are kept. Default: {@link BODY_LIMIT}. */
  bodyLimit?(): number;
  /** Called each time that more of a body has arrived; see `partial`. */
  onBody(): void;
  /** Receives each response except interim ones. Returns false if no response may follow, which ends the parsing. */
  onResponse(response: Parsed): boolean;
  /** Quotes server output in errors. Default: its first characters. */
  readonly quote?: Quote;
}

type State = 'start' | 'headers' | 'length' | 'close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers' | 'ended';

interface Message {
  readonly status: number;
  readonly statusText: string;
  readonly version: string;
  readonly headers: HeaderLine[];
  readonly trailers: HeaderLine[];
  readonly body: BodyBuffer;
  bodySince?: number;
  framing: Framing;
}

/**
 * Parses HTTP/1.x responses from the bytes of a connection (RFC 9112). Accepts everything legal, and a bare LF as a
 * line end. Anything that leaves the end of a response in doubt is a FramingError. Memory use is bounded, whatever
 * arrives.
 */
export class ResponseParser {
  readonly #options: ParserOptions;
  readonly #quote: Quote;
  #state: State = 'start';
  #message: Message | undefined;
  #interim: number[] = [];
  /** The start of a line whose end has not arrived. */
  #line: Buffer = Buffer.alloc(0);
  /** How many bytes of the body or the chunk are still to come. */
  #missing = 0;
  /** How many bytes of the head or the trailers have arrived. */
  #section = 0;
  #received = 0;
  #overhead = 0;

  constructor(options: ParserOptions) {
    this.#options = options;
    this.#quote = options.quote ?? quoteStart;
  }

  /** True between responses: no byte of the next one has arrived. */
  get idle(): boolean {
    return this.#state === 'start' && this.#line.length === 0 && this.#interim.length === 0;
  }

  /** True if the status line of an incomplete response has arrived. */
  get begun(): boolean {
    return this.#state !== 'start' || this.#interim.length > 0;
  }

  /** The incomplete response so far; undefined until its header section is complete. */
  get partial(): WireResponse | undefined {
    return this.#state === 'headers' ? undefined : this.#message && this.#toResponse(this.#message, true);
  }

  /** Parses bytes. Throws FramingError if they are not HTTP/1.x. */
  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state !== 'ended') {
      const from = at;
      at = this.#step(bytes, at);
      this.#received += at - from;
      const limit = RESPONSE_FACTOR * this.#bodyLimit;
      if (this.#received > limit) throw new FramingError(`no end of it within ${limit / 1024 ** 2} MiB`);
    }
  }

  /** Call when the connection has ended, which completes a body without a length. */
  end(): void {
    if (this.#state === 'close') this.#complete(false);
  }

  /** Parses up to the end of a line, or a part of a body. Returns the offset after it. */
  #step(bytes: Buffer, at: number): number {
    if (this.#state === 'length' || this.#state === 'chunk' || this.#state === 'close')
      return this.#bodyPiece(bytes, at);
    if (this.#state === 'chunk-size' && this.#line.length === 0) {
      const behind = this.#shortChunkSize(bytes, at);
      if (behind > at) return behind;
    }
    if (this.#state === 'chunk-end') return this.#chunkEnd(bytes, at);
    const feed = bytes.indexOf(LF, at);
    const end = feed < 0 ? bytes.length : feed + 1;
    this.#bound(this.#line.length + end - at);
    const piece = bytes.subarray(at, end);
    const line = this.#line.length === 0 ? piece : Buffer.concat([this.#line, piece]);
    if (feed < 0) {
      if (this.#state === 'start') this.#requireVersion(line);
      this.#line = Buffer.from(line);
      return end;
    }
    this.#line = Buffer.alloc(0);
    const size = line.length - (line[line.length - 2] === CR ? 2 : 1);
    this.#readLine(line.toString('latin1', 0, size), line);
    return end;
  }

  /** Enforces the size limits of a line and of the section that it belongs to. */
  #bound(size: number): void {
    if (this.#state === 'chunk-size') {
      if (size > CHUNK_LINE_LIMIT)
        throw new FramingError(`the size of a chunk in a line above ${CHUNK_LINE_LIMIT / 1024} KiB`);
    } else if (this.#section + size > HEAD_LIMIT) {
      const what = this.#state === 'trailers' ? 'trailers' : 'a header section';
      throw new FramingError(`${what} above ${HEAD_LIMIT / 1024} KiB`);
    }
  }

  #readLine(text: string, line: Buffer): void {
    switch (this.#state) {
      case 'start':
        if (text === '') this.#section += line.length;
        else this.#startLine(text, line);
        break;
      case 'headers':
      case 'trailers':
        this.#section += line.length;
        if (text !== '') this.#headerLine(text);
        else if (this.#state === 'headers') this.#headEnded();
        else this.#complete(false);
        break;
      case 'chunk-size':
        this.#chunkSize(text);
        break;
      default:
        throw new Error(`no line is read in the state ${this.#state}`);
    }
  }

  /** Parses the line end after the data of a chunk. It may arrive in two pieces. */
  #chunkEnd(bytes: Buffer, at: number): number {
    const hasReturn = this.#line.length === 0 && bytes[at] === CR;
    const feed = hasReturn ? at + 1 : at;
    if (feed === bytes.length) {
      this.#line = Buffer.of(CR);
      return feed;
    }
    if (bytes[feed] !== LF) throw new FramingError('a chunk is longer than its size');
    this.#line = Buffer.alloc(0);
    this.#state = 'chunk-size';
    return feed + 1;
  }

  #startLine(text: string, line: Buffer): void {
    const [, minor, status, reason = ''] = /^HTTP\/1\.(\d) +([1-9]\d\d)(?:[ \t](.*))?$/.exec(text) ?? [];
    if (minor === undefined || status === undefined) throw this.#notHttp(line);
    this.#section = line.length;
    this.#state = 'headers';
    this.#message = {
      ...{
        status: Number(status),
        statusText: withoutWhitespace(reason),
        version: `1.${minor}`,
        headers: [],
        trailers: [],
      },
      ...{ body: new BodyBuffer(), framing: { by: 'none' } },
    };
  }

  #headerLine(text: string): void {
    const { headers, trailers } = this.#current;
    const lines = this.#state === 'headers' ? headers : trailers;
    const last = lines.at(-1);
    if (/^[ \t]/.test(text) && last) {
      // obs-fold: RFC 9112, section 5.2.
      lines[lines.length - 1] = [last[0], clean(`${last[1]} ${clean(text)}`)];
      return;
    }
    const colon = text.indexOf(':');
    if (colon < 1 || /[\x00-\x20\x7f]/.test(text.slice(0, colon)))
      throw new FramingError(`a header line is ${JSON.stringify(this.#quote(text))}`);
    if (lines.length === LINES_LIMIT) throw new FramingError(`more than ${LINES_LIMIT} header lines`);
    lines.push([copied(text.slice(0, colon)), copied(clean(text.slice(colon + 1)))]);
  }

  #headEnded(): void {
    const message = this.#current;
    const { status } = message;
    const bodiless = status < 200 || status === 204 || status === 304 || this.#options.bodiless();
    const framing = framingOf(message.headers, bodiless, this.#quote);
    message.framing = framing;
    this.#section = 0;
    if (status < 200 && status !== 101) this.#interimEnded(status);
    else if (framing.by === 'none' || (framing.by === 'length' && framing.length === 0)) this.#complete(false);
    else if (framing.by === 'length') [this.#state, this.#missing] = ['length', framing.length];
    else this.#state = framing.by === 'chunks' ? 'chunk-size' : 'close';
  }

  #interimEnded(status: number): void {
    if (this.#interim.length === INTERIM_LIMIT)
      throw new FramingError(`more than ${INTERIM_LIMIT} interim responses before it`);
    this.#interim.push(status);
    this.#message = undefined;
    this.#state = 'start';
  }

  #bodyPiece(bytes: Buffer, at: number): number {
    const message = this.#current;
    const end = this.#state === 'close' ? bytes.length : Math.min(bytes.length, at + this.#missing);
    message.bodySince ??= performance.now();
    const limit = this.#bodyLimit;
    message.body.append(bytes, at, Math.min(end, at + limit + 1));
    this.#options.onBody();
    this.#missing -= end - at;
    if (message.body.length > limit) this.#complete(true);
    else if (this.#state === 'length' && this.#missing === 0) this.#complete(false);
    else if (this.#state === 'chunk' && this.#missing === 0) this.#state = 'chunk-end';
    return end;
  }

  /**
   * Fast path for a short chunk size without extensions, which covers nearly all chunks. Returns `at` for any other.
   */
  #shortChunkSize(bytes: Buffer, at: number): number {
    let size = 0;
    for (let i = at; i < at + 8; i += 1) {
      const byte = bytes[i] ?? 0;
      const digit = HEX[byte] ?? 16;
      if (digit < 16) size = 16 * size + digit;
      else if (byte === CR && i > at && bytes[i + 1] === LF) {
        this.#overhead += i + 4 - at;
        this.#chunkBegins(size);
        return i + 2;
      } else return at;
    }
    return at;
  }

  #chunkSize(text: string): void {
    const [, digits] = /^([0-9a-f]+)[ \t]*(?:;.*)?$/i.exec(text) ?? [];
    const size = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
    if (!Number.isSafeInteger(size))
      throw new FramingError(`the size of a chunk is ${JSON.stringify(this.#quote(text))}`);
    this.#overhead += text.length + 4;
    this.#chunkBegins(size);
  }

  #chunkBegins(size: number): void {
    this.#missing = size;
    if (this.#overhead > OVERHEAD_FACTOR * this.#bodyLimit) {
      this.#complete(true);
      return;
    }
    this.#state = size === 0 ? 'trailers' : 'chunk';
  }

  #complete(truncated: boolean): void {
    const message = this.#current;
    const response = this.#toResponse(message, truncated);
    this.#message = undefined;
    this.#interim = [];
    this.#section = 0;
    this.#received = 0;
    this.#overhead = 0;
    this.#state = 'start';
    const { version, headers, framing, status } = message;
    const lasts = !truncated && status !== 101 && keepsAlive(version, headers, framing);
    if (!this.#options.onResponse({ ...response, keepsAlive: lasts })) this.#state = 'ended';
  }

  #toResponse(message: Message, truncated: boolean): WireResponse {
    const { status, statusText, version, headers, trailers, body, bodySince } = message;
    const spreadMs = bodySince === undefined ? 0 : performance.now() - bodySince;
    const interim = [...this.#interim];
    return {
      status,
      statusText,
      version,
      headers,
      trailers,
      body: body.take(this.#bodyLimit),
      truncated,
      spreadMs,
      interim,
    };
  }

  /** Throws FramingError unless a status line can begin like this. */
  #requireVersion(line: Buffer): void {
    const start = line.toString('latin1', 0, VERSION.length).replace(/^\r/, '');
    if (!VERSION.startsWith(start)) throw this.#notHttp(line);
  }

  #notHttp(line: Buffer): FramingError {
    return new FramingError(JSON.stringify(this.#quote(line.toString('latin1'))));
  }

  get #bodyLimit(): number {
    return this.#options.bodyLimit?.() ?? BODY_LIMIT;
  }

  get #current(): Message {
    if (!this.#message) throw new Error('no response has begun');
    return this.#message;
  }
}

/** The value of each byte as a hexadecimal digit, or 16 if it is not one. */
const HEX: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return digit < 0 ? 16 : digit;
});

/** Trims a field value. CR and NUL in it become spaces, as in RFC 9110, section 5.5. */
function clean(value: string): string {
  return withoutWhitespace(value.replace(/[\r\x00]/g, ' '));
}

/** Copies a text. A slice would keep the whole original text alive. */
function copied(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'latin1').toString('latin1');
}
