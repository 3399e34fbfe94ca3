import { describe, expect, test } from 'vitest';
import { FramingError } from '../../src/http/framing.ts';
import { BODY_LIMIT, type Parsed, ResponseParser } from '../../src/http/response-parser.ts';

interface Read {
  readonly responses: readonly Parsed[];
  readonly error: FramingError | undefined;
  readonly parser: ResponseParser;
}

/** Reads a text of one character a byte, in packets of this size, and the end of the connection where `ends` is set. */
function read(text: string, { size = text.length, bodiless = false, ends = false } = {}): Read {
  const responses: Parsed[] = [];
  const parser = new ResponseParser({
    bodiless: () => bodiless,
    onBody: () => {},
    onResponse: (response) => {
      responses.push(response);
      return response.keepsAlive;
    },
  });
  const bytes = Buffer.from(text, 'latin1');
  try {
    for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
    if (ends) parser.end();
    return { responses, error: undefined, parser };
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
    return { responses, error, parser };
  }
}

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** Responses that servers in use send; each has the body `abc` and is followed by another response where it can be. */
const legal: Readonly<Record<string, string>> = {
  'a length': `${OK}Content-Length: 3\r\n\r\nabc`,
  'no reason phrase and no space after the status': 'HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc',
  'an empty reason phrase': 'HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\nabc',
  'a reason phrase of bytes above 0x7F': 'HTTP/1.1 200 Tr\xe8s bien\r\nContent-Length: 3\r\n\r\nabc',
  'a minor version that nobody knows': 'HTTP/1.7 200 OK\r\nContent-Length: 3\r\n\r\nabc',
  'a status that nobody knows': 'HTTP/1.1 799 Hm\r\nContent-Length: 3\r\n\r\nabc',
  'LF alone': `HTTP/1.1 200 OK\nContent-Length: 3\n\nabc`,
  'LF alone in chunks': 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n',
  'an empty line before it': `\r\n${OK}Content-Length: 3\r\n\r\nabc`,
  'no whitespace after the colon': `${OK}Content-Length:3\r\n\r\nabc`,
  'whitespace around values': `${OK}Content-Length: \t 3 \t \r\n\r\nabc`,
  'leading zeros': `${OK}Content-Length: 0003\r\n\r\nabc`,
  'the same length twice': `${OK}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`,
  'the same length as a list': `${OK}Content-Length: 3, 3\r\n\r\nabc`,
  'a folded header line': `${OK}X-A: 1\r\n  2\r\n\t3\r\nContent-Length: 3\r\n\r\nabc`,
  'a folded length': `${OK}Content-Length:\r\n 3\r\n\r\nabc`,
  'CR in a value': `${OK}X-A: 1\r2\r\nContent-Length: 3\r\n\r\nabc`,
  'an empty value': `${OK}X-A:\r\nContent-Length: 3\r\n\r\nabc`,
  'names in any case': `${OK}cOnTeNt-LeNgTh: 3\r\n\r\nabc`,
  'one chunk': `${CHUNKED}3\r\nabc\r\n0\r\n\r\n`,
  'a chunk for each byte': `${CHUNKED}1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n`,
  'chunk sizes with leading zeros': `${CHUNKED}${'0'.repeat(40)}3\r\nabc\r\n000\r\n\r\n`,
  'whitespace after a chunk size': `${CHUNKED}3 \t\r\nabc\r\n0  \r\n\r\n`,
  'chunk extensions': `${CHUNKED}3;a;b=c;d="e;f"\r\nabc\r\n0 ; last\r\n\r\n`,
  trailers: `${CHUNKED}3\r\nabc\r\n0\r\nX-T: 1\r\n 2\r\nContent-Length: 9\r\n\r\n`,
  'another case of chunked': `${OK}transfer-encoding:  Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
  'a coding before chunked': `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
  'a coding before chunked in a line of its own': `${OK}Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
  'interim responses before it': `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nLink: <a>\r\n\r\n${OK}Content-Length: 3\r\n\r\nabc`,
};

describe('a legal response is read to its end and no further', () => {
  test.each(Object.entries(legal))('%s', (_, text) => {
    for (const size of [1, 2, 3, 7, text.length]) {
      const { responses, error, parser } = read(text, { size });
      expect(error).toBeUndefined();
      expect(responses.map(({ body }) => body.toString())).toEqual(['abc']);
      expect(responses[0]).toMatchObject({ truncated: false, keepsAlive: true });
      expect(parser.idle).toBe(true);
    }
    const twice = read(text + text);
    expect(twice.responses.map(({ body }) => body.toString())).toEqual(['abc', 'abc']);
  });

  test.each(Object.entries(legal))('%s: each part of it is incomplete', (_, text) => {
    for (let end = 1; end < text.length; end += 1) {
      const { responses, error } = read(text.slice(0, end), { ends: true });
      expect(error).toBeUndefined();
      expect(responses).toEqual([]);
    }
  });

  test('its lines are kept as they came', () => {
    const { responses } = read(`${OK}X-a: 1\r\n \t2\r\nx-A:3\r\nContent-Length: 0\r\n\r\n`);
    expect(responses[0]?.headers).toEqual([
      ['X-a', '1 2'],
      ['x-A', '3'],
      ['Content-Length', '0'],
    ]);
    const chunks = read(`${CHUNKED}0\r\nX-T: 1\r\nx-t: 2\r\n\r\n`);
    expect(chunks.responses[0]?.trailers).toEqual([
      ['X-T', '1'],
      ['x-t', '2'],
    ]);
  });

  test.each([
    ['no length', `${OK}\r\nabc`],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nabc'],
    ['a coding that is not chunked', `${OK}Transfer-Encoding: gzip\r\n\r\nabc`],
    ['the obsolete coding identity', `${OK}Transfer-Encoding: identity\r\n\r\nabc`],
    ['a body that looks like a response', `${OK}Connection: keep-alive\r\n\r\nabc`],
  ])('%s: it ends with the connection', (_, text) => {
    expect(read(text).responses).toEqual([]);
    const { responses } = read(text, { ends: true });
    expect(responses.map(({ body }) => body.toString())).toEqual(['abc']);
    expect(responses[0]?.keepsAlive).toBe(false);
  });

  test.each([
    ['a response to HEAD with a length', `${OK}Content-Length: 3\r\n\r\n`, true],
    ['a response to HEAD in chunks', CHUNKED, true],
    ['a response to HEAD with both', `${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`, true],
    ['a response to HEAD without a length', `${OK}\r\n`, true],
    ['204 with a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n', false],
    ['304 with a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n', false],
  ])('%s has no body', (_, text, bodiless) => {
    const { responses, parser } = read(text, { bodiless });
    expect(responses[0]?.body).toHaveLength(0);
    expect(responses[0]?.keepsAlive).toBe(true);
    expect(parser.idle).toBe(true);
  });

  test.each([
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc', false],
    ['HTTP/1.0 with keep-alive', 'HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 3\r\n\r\nabc', true],
    ['HTTP/1.0 in chunks', CHUNKED.replace('1.1', '1.0').concat('3\r\nabc\r\n0\r\n\r\n'), false],
    ['close among others', `${OK}Connection: x, CLOSE\r\nContent-Length: 3\r\n\r\nabc`, false],
    ['close in a second line', `${OK}Connection: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc`, false],
    ['an option that has close in it', `${OK}Connection: closed\r\nContent-Length: 3\r\n\r\nabc`, true],
  ])('%s: whether another may follow', (_, text, keepsAlive) => {
    expect(read(text).responses[0]?.keepsAlive).toBe(keepsAlive);
  });
});

/** The text after the status line, and the expected error. */
const malformed: Readonly<Record<string, readonly [text: string, says: string]>> = {
  'a length below 0': ['Content-Length: -3\r\n\r\nabc', 'Content-Length is "-3"'],
  'a length with a sign': ['Content-Length: +3\r\n\r\nabc', 'Content-Length is "+3"'],
  'an empty length': ['Content-Length:\r\n\r\nabc', 'Content-Length is ""'],
  'a length in hexadecimal digits': ['Content-Length: 0x3\r\n\r\nabc', 'Content-Length is "0x3"'],
  'a length with a fraction': ['Content-Length: 3.0\r\n\r\nabc', 'Content-Length is "3.0"'],
  'a length in two words': ['Content-Length: 3 3\r\n\r\nabc', 'Content-Length is "3 3"'],
  'a length that is too large to count': [`Content-Length: ${'9'.repeat(30)}\r\n\r\nabc`, 'Content-Length is 99999'],
  'two lengths': ['Content-Length: 3\r\nContent-Length: 2\r\n\r\nabc', 'Content-Length is 3 and 2'],
  'two lengths in a list': ['Content-Length: 3, 2\r\n\r\nabc', 'Content-Length is 3 and 2'],
  'a length and a hole in a list': ['Content-Length: 3,\r\n\r\nabc', 'Content-Length is ""'],
  'a length and chunks': [
    'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    'it has Content-Length and Transfer-Encoding',
  ],
  'an unknown coding': ['Transfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 'Transfer-Encoding is "xchunked"'],
  'chunked before another coding': ['Transfer-Encoding: chunked, gzip\r\n\r\n', 'Transfer-Encoding is "chunked, gzip"'],
  'chunked twice': ['Transfer-Encoding: chunked, chunked\r\n\r\n', 'Transfer-Encoding is "chunked, chunked"'],
  'chunked with a parameter': ['Transfer-Encoding: chunked;a=b\r\n\r\n', 'Transfer-Encoding is "chunked;a=b"'],
  'an empty coding': ['Transfer-Encoding:\r\n\r\n', 'Transfer-Encoding is ""'],
  'whitespace before the colon': ['Content-Length : 3\r\n\r\nabc', 'a header line is "Content-Length : 3"'],
  'a header line without a colon': ['Content-Length 3\r\n\r\nabc', 'a header line is "Content-Length 3"'],
  'a header line without a name': [': 3\r\n\r\nabc', 'a header line is ": 3"'],
  'a folded line with nothing to fold': [' X: 3\r\n\r\nabc', 'a header line is " X: 3"'],
};

/** The text in place of the chunks, and the expected error. */
const malformedChunks: Readonly<Record<string, readonly [text: string, says: string]>> = {
  'a size that is no number': ['zz\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is "zz"'],
  'a size below 0': ['-3\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is "-3"'],
  'a size with a sign': ['+3\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is "+3"'],
  'a size with a prefix': ['0x3\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is "0x3"'],
  'an empty size': ['\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is ""'],
  'an empty size with an extension': [';a=b\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is ";a=b"'],
  'whitespace before the size': [' 3\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is " 3"'],
  'a size in two words': ['3 3\r\nabc\r\n0\r\n\r\n', 'the size of a chunk is "3 3"'],
  'a size that is too large to count': ['fffffffffffffffff\r\nabc', 'the size of a chunk is "fffffffffffffffff"'],
  'a size that would overflow to 3': [
    '10000000000000003\r\nabc\r\n0\r\n\r\n',
    'the size of a chunk is "10000000000000003"',
  ],
  'a second size that is no number': ['3\r\nabc\r\nzz\r\n\r\n', 'the size of a chunk is "zz"'],
  'more than its size': ['2\r\nabc\r\n0\r\n\r\n', 'a chunk is longer than its size'],
  'no CRLF after the data': ['3\r\nabc0\r\n\r\n', 'a chunk is longer than its size'],
  'CR alone after the data': ['3\r\nabc\r0\r\n\r\n', 'a chunk is longer than its size'],
  'CR alone after the size': ['3\rabc\r\n0\r\n\r\n', 'the size of a chunk is "3\\rabc"'],
  'a trailer without a colon': ['3\r\nabc\r\n0\r\nX\r\n\r\n', 'a header line is "X"'],
};

describe('malformed framing is not mistaken for a complete response', () => {
  test.each([
    ...Object.entries(malformed).map(([name, [text, says]]) => [name, OK + text, says] as const),
    ...Object.entries(malformedChunks).map(([name, [text, says]]) => [name, CHUNKED + text, says] as const),
  ])('%s', (_, text, says) => {
    for (const size of [1, 2, 3, 7, text.length]) {
      const { responses, error } = read(text, { size, ends: true });
      expect(responses).toEqual([]);
      expect(error?.message).toContain(says);
    }
  });

  test.each([
    'SSH-2.0-OpenSSH_9.6\r\n',
    'x',
    '\0',
    'ok\n',
    'HTTP/2 200\r\n',
    'HTTP/2.0 200 OK\r\n',
    'http/1.1 200 OK\r\n',
    'HTTP/1.1 20 OK\r\n',
    'HTTP/1.1 2000 OK\r\n',
    'HTTP/1.1 099 OK\r\n',
    'HTTP/1.1 -20 OK\r\n',
    'HTTP/1.1\r\n',
    'HTTP/1.1 200OK\r\n',
    'HTTP/1.10 200 OK\r\n',
    ' HTTP/1.1 200 OK\r\n',
  ])('%j is not a status line', (text) => {
    for (const size of [1, text.length]) expect(read(text, { size }).error).toBeInstanceOf(FramingError);
  });
});

describe('the stored part of a response is bounded', () => {
  test.each([
    ['header lines', OK, 'X: y\r\n'],
    ['a header line', `${OK}X: `, 'y'.repeat(1_000)],
    ['a folded header line', `${OK}X: y\r\n`, ' y\r\n'],
    ['a reason phrase', 'HTTP/1.1 200 ', 'y'.repeat(1_000)],
    ['interim responses', '', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['a chunk extension', `${CHUNKED}1;`, 'y'.repeat(1_000)],
    ['empty lines', '', '\r\n'],
    ['trailers', `${CHUNKED}0\r\n`, 'X: y\r\n'],
    ['zeros before a chunk size', CHUNKED, '0'.repeat(1_000)],
  ])('%s without end are a framing error', (_, head, piece) => {
    const parser = new ResponseParser({ bodiless: () => false, onBody: () => {}, onResponse: () => true });
    parser.push(Buffer.from(head));
    const bytes = Buffer.from(piece);
    expect(() => {
      for (let sent = 0; sent < 4 * 1024 * 1024; sent += bytes.length) parser.push(bytes);
    }).toThrow(FramingError);
  });

  test.each([
    ['with a length', `${OK}Content-Length: 100000000\r\n\r\n`, 'x'.repeat(50_000)],
    ['until the connection ends', `${OK}\r\n`, 'x'.repeat(50_000)],
    ['in chunks of a hundred bytes', CHUNKED, `64\r\n${'x'.repeat(100)}\r\n`],
    ['in one chunk', `${CHUNKED}ffffffff\r\n`, 'x'.repeat(50_000)],
  ])('a body %s is cut at its limit', (_, head, piece) => {
    const responses: Parsed[] = [];
    const parser = new ResponseParser({
      bodiless: () => false,
      onBody: () => {},
      onResponse: (response) => {
        responses.push(response);
        return response.keepsAlive;
      },
    });
    parser.push(Buffer.from(head));
    const bytes = Buffer.from(piece);
    for (let sent = 0; sent < 4 * 1024 * 1024; sent += bytes.length) parser.push(bytes);
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({ truncated: true, keepsAlive: false });
    expect(responses[0]?.body).toHaveLength(BODY_LIMIT);
  });

  test.each([
    ['in chunks of one byte', '1\r\nx\r\n'],
    ['with chunk extensions', `1;${'y'.repeat(1_000)}\r\nx\r\n`],
  ])('a body %s is cut where 64 KiB of it are no data', (_, piece) => {
    const { responses } = read(CHUNKED + piece.repeat(20_000));
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({ status: 200, truncated: true, keepsAlive: false });
    expect(responses[0]?.body.length).toBeLessThan(16_384);
  });

  test.each([
    ['with a length', `${OK}Content-Length: 300000\r\n\r\n${'x'.repeat(300_000)}`],
    ['in chunks of one byte', `${CHUNKED}${'1\r\nx\r\n'.repeat(70_000)}0\r\n\r\n`],
  ])('a body %s is whole where the request sets a higher limit', (_, text) => {
    const responses: Parsed[] = [];
    const parser = new ResponseParser({
      bodiless: () => false,
      bodyLimit: () => 1024 ** 2,
      onBody: () => {},
      onResponse: (response) => responses.push(response) > 0,
    });
    parser.push(Buffer.from(text));
    expect(responses[0]).toMatchObject({ status: 200, truncated: false });
  });

  test('a line of whitespace takes linear time', () => {
    const spaces = ' '.repeat(70_000);
    expect(read(`HTTP/1.1 200 a${spaces}b\r\nX:${spaces}\r\n\r\n`).error?.message).toContain('above 80 KiB');
    expect(read(`${OK}X: a${spaces}b\r\nContent-Length: 0\r\n\r\n`).responses).toHaveLength(1);
    expect(read(`${OK}Connection: a${spaces}b\r\nContent-Length: 0\r\n\r\n`).responses).toHaveLength(1);
  });
});
