import { type Quote, quoteStart } from '../base/quote.ts';
import { BodyBuffer } from './body-buffer.ts';
import { type Framing, FramingError, framingOf, keepsAlive, withoutWhitespace } from './framing.ts';
import type { HeaderLine } from './request.ts';
import type { WireResponse } from './response.ts';

/** Bytes of a body that are kept; the rest of a longer one is not read. */
export const BODY_LIMIT = 128 * 1024;

/** Bytes of one response, interim responses and framing included. */
const RESPONSE_LIMIT = 8 * BODY_LIMIT;

/** Bytes of a status line with its header lines, or of the trailer lines. */
const HEAD_LIMIT = 80 * 1024;

/** Header lines, or trailer lines, of one response. */
const LINES_LIMIT = 1_000;

/** Bytes of a line with the size of a chunk, its extensions included. */
const CHUNK_LINE_LIMIT = 16 * 1024;

/** Bytes of one body that are not data: sizes of chunks, their extensions and line ends. A body with more is cut. */
const OVERHEAD_LIMIT = 64 * 1024;

/** Interim responses before one response. */
const INTERIM_LIMIT = 1_000;

const LF = 10;
const CR = 13;
const VERSION = 'HTTP/1.';

/** A response that was read to its end, or to the limit of its body. */
export interface Parsed extends WireResponse {
  /** True when another response may follow on the connection. */
  readonly keepsAlive: boolean;
}

export interface ParserOptions {
  /** True when the response that begins now has no body because of its request (HEAD). */
  bodiless(): boolean;
  /** Is called each time that more of a body has arrived; see `partial`. */
  onBody(): void;
  /** Receives each response but interim ones. False ends the parsing: no response may follow. */
  onResponse(response: Parsed): boolean;
  /** Default: the first characters. */
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
 * Reads HTTP/1.x responses from the bytes of a connection (RFC 9112). It accepts all that is legal, and LF alone as the
 * end of a line; anything that leaves the end of a response in doubt is a FramingError. What it keeps of a response is
 * bounded, whatever arrives.
 */
export class ResponseParser {
  readonly #options: ParserOptions;
  readonly #quote: Quote;
  #state: State = 'start';
  #message: Message | undefined;
  #interim: number[] = [];
  /** Bytes of a line whose end has not arrived. */
  #line: Buffer = Buffer.alloc(0);
  /** Bytes of the body, or of the chunk, that are still to come. */
  #missing = 0;
  /** Bytes of the head or of the trailers so far. */
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

  /** True once a status line has arrived whose response is not complete. */
  get begun(): boolean {
    return this.#state !== 'start' || this.#interim.length > 0;
  }

  /** What has arrived of a response that is not complete; undefined before the end of its header section. */
  get partial(): WireResponse | undefined {
    return this.#state === 'headers' ? undefined : this.#message && this.#toResponse(this.#message, true);
  }

  /** Reads bytes. Throws FramingError for what is not HTTP/1.x. */
  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state !== 'ended') {
      const from = at;
      at = this.#step(bytes, at);
      this.#received += at - from;
      if (this.#received > RESPONSE_LIMIT)
        throw new FramingError(`no end of it within ${RESPONSE_LIMIT / 1024 ** 2} MiB`);
    }
  }

  /** The connection has ended: a body that runs until then is complete. */
  end(): void {
    if (this.#state === 'close') this.#complete(false);
  }

  /** Reads up to the end of a line, or a part of a body; gives the place behind it. */
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

  /** Holds a line, and the section of which it is a part, to its limit. */
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

  /** Reads the end of a line after the data of a chunk, which may arrive in two pieces. */
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
    message.body.append(bytes, at, Math.min(end, at + BODY_LIMIT + 1));
    this.#options.onBody();
    this.#missing -= end - at;
    if (message.body.length > BODY_LIMIT) this.#complete(true);
    else if (this.#state === 'length' && this.#missing === 0) this.#complete(false);
    else if (this.#state === 'chunk' && this.#missing === 0) this.#state = 'chunk-end';
    return end;
  }

  /** Reads a chunk size of few digits without extensions, which nearly all are; gives `at` for any other. */
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
    if (this.#overhead > OVERHEAD_LIMIT) {
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
      body: body.take(BODY_LIMIT),
      truncated,
      spreadMs,
      interim,
    };
  }

  /** Throws FramingError unless the start of a line may become a status line. */
  #requireVersion(line: Buffer): void {
    const start = line.toString('latin1', 0, VERSION.length).replace(/^\r/, '');
    if (!VERSION.startsWith(start)) throw this.#notHttp(line);
  }

  #notHttp(line: Buffer): FramingError {
    return new FramingError(JSON.stringify(this.#quote(line.toString('latin1'))));
  }

  get #current(): Message {
    if (!this.#message) throw new Error('no response has begun');
    return this.#message;
  }
}

/** The value of each byte as a hexadecimal digit; 16 where it is none. */
const HEX: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return digit < 0 ? 16 : digit;
});

/** A value without whitespace around it. CR and NUL in it become spaces, as RFC 9110 section 5.5 has it. */
function clean(value: string): string {
  return withoutWhitespace(value.replace(/[\r\x00]/g, ' '));
}

/** The same text in memory of its own: a slice keeps all of the text alive that it was cut from. */
function copied(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'latin1').toString('latin1');
}
