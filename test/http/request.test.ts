import { describe, expect, test } from 'vitest';
import { serialize, type WireRequest, withHeader } from '../../src/http/request.ts';
import { recorder, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/v1/healthz', headers: [] };
const HOST = 'Host: HERE';

/** Requests, and their bytes with HERE for the authority. */
const table: readonly [name: string, request: WireRequest, bytes: string][] = [
  ['a plain one', get, `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\n\r\n`],
  [
    'dot segments',
    { ...get, target: '/v1/healthz/../sandboxes' },
    `GET /v1/healthz/../sandboxes HTTP/1.1\r\n${HOST}\r\n\r\n`,
  ],
  [
    'encoded dots, a backslash',
    { ...get, target: '/a/%2e%2E\\..;x' },
    `GET /a/%2e%2E\\..;x HTTP/1.1\r\n${HOST}\r\n\r\n`,
  ],
  [
    'a fragment',
    { ...get, target: '/v1/sandboxes#/v1/healthz' },
    `GET /v1/sandboxes#/v1/healthz HTTP/1.1\r\n${HOST}\r\n\r\n`,
  ],
  ['a query that looks like a path', { ...get, target: '/?/../..' }, `GET /?/../.. HTTP/1.1\r\n${HOST}\r\n\r\n`],
  [
    'an absolute target',
    { ...get, target: 'http://evil/v1/healthz' },
    `GET http://evil/v1/healthz HTTP/1.1\r\n${HOST}\r\n\r\n`,
  ],
  ['an asterisk', { ...get, method: 'OPTIONS', target: '*' }, `OPTIONS * HTTP/1.1\r\n${HOST}\r\n\r\n`],
  ['no slash first', { ...get, target: 'v1/sandboxes' }, `GET v1/sandboxes HTTP/1.1\r\n${HOST}\r\n\r\n`],
  [
    'a NUL, a blank and a byte above 0x7F',
    { ...get, target: '/a\0b c\xff' },
    `GET /a\0b c\xff HTTP/1.1\r\n${HOST}\r\n\r\n`,
  ],
  ['a method that is none', { ...get, method: 'gEt-X' }, `gEt-X /v1/healthz HTTP/1.1\r\n${HOST}\r\n\r\n`],
  [
    'repeated headers, their order and their case',
    {
      ...get,
      headers: [
        ['authorization', 'Bearer a'],
        ['X-B', '1'],
        ['AUTHORIZATION', 'Bearer b'],
      ],
    },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nauthorization: Bearer a\r\nX-B: 1\r\nAUTHORIZATION: Bearer b\r\n\r\n`,
  ],
  [
    'blanks and odd bytes in values',
    {
      ...get,
      headers: [
        ['A', '  b \t'],
        ['C', '\xe9\0\x01'],
        ['D', ''],
      ],
    },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nA:   b \t\r\nC: \xe9\0\x01\r\nD:\r\n\r\n`,
  ],
  [
    'a blank before the colon, and a folded value',
    {
      ...get,
      headers: [
        ['Authorization ', 'Bearer a'],
        ['B', 'c\r\n d'],
      ],
    },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nAuthorization : Bearer a\r\nB: c\r\n d\r\n\r\n`,
  ],
  ['no Host', { ...get, host: false }, 'GET /v1/healthz HTTP/1.1\r\n\r\n'],
  [
    'another Host, where it stands',
    {
      ...get,
      headers: [
        ['A', 'b'],
        ['host', 'other'],
      ],
    },
    'GET /v1/healthz HTTP/1.1\r\nA: b\r\nhost: other\r\n\r\n',
  ],
  ['HTTP/1.0', { ...get, version: '1.0' }, `GET /v1/healthz HTTP/1.0\r\n${HOST}\r\n\r\n`],
  [
    'a body',
    { ...get, method: 'POST', body: '{}' },
    `POST /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 2\r\n\r\n{}`,
  ],
  [
    'a body of UTF-8',
    { ...get, body: 'é' },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 2\r\n\r\n\xc3\xa9`,
  ],
  [
    'a body of bytes',
    { ...get, body: Uint8Array.of(0, 255) },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 2\r\n\r\n\0\xff`,
  ],
  ['an empty body', { ...get, body: '' }, `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 0\r\n\r\n`],
  [
    'a length that is not that of the body',
    { ...get, body: 'abc', headers: [['content-length', '2']] },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\ncontent-length: 2\r\n\r\nabc`,
  ],
  [
    'a body that is withheld',
    { ...get, body: 'abc', framing: 'withheld' },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 3\r\n\r\n`,
  ],
  [
    'chunks',
    { ...get, body: 'x'.repeat(20), framing: 'chunked' },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n${'x'.repeat(20)}\r\n0\r\n\r\n`,
  ],
  [
    'no chunk',
    { ...get, body: '', framing: 'chunked' },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'chunks with trailers',
    {
      ...get,
      body: 'a',
      framing: 'chunked',
      trailers: [
        ['Authorization', 'Bearer a'],
        ['B', 'c'],
      ],
    },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nAuthorization: Bearer a\r\nB: c\r\n\r\n`,
  ],
  [
    'chunks and a length',
    { ...get, body: 'a', framing: 'chunked', headers: [['Content-Length', '1']] },
    `GET /v1/healthz HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  ],
];

describe('the bytes on the wire are those of the request', () => {
  test.each(table)('%s', async (_, request, bytes) => {
    const server = await recorder();
    const wire = wireTo(server);
    const exchange = await wire.send(request);
    expect(exchange.response?.status).toBe(204);
    wire.close();
    const received = (await server.received(0)).toString('latin1');
    expect(received).toBe(bytes.replace('HERE', server.authority));
    expect(exchange.sent.toString('latin1')).toBe(received);
    expect(exchange.request).toBe(request);
  });

  test('a body of several megabytes', async () => {
    const server = await recorder();
    const wire = wireTo(server);
    const body = Buffer.alloc(3 * 1024 * 1024, 'abc');
    const connection = await wire.connect();
    const { sent } = await wire.send({ ...get, method: 'POST', body }, connection);
    connection.write(Buffer.from('more'));
    wire.close();
    // What the system had not yet taken over when the connection was closed is lost.
    const received = await server.received(0);
    expect(
      Buffer.concat([sent, Buffer.from('more')])
        .subarray(0, received.length)
        .equals(received),
    ).toBe(true);
    expect(received.length).toBeGreaterThan(1024);
  });
});

test('withHeader adds a line at the end and leaves the request as it is', () => {
  const more = withHeader(withHeader(get, 'A', '1'), 'A', '2');
  expect(more.headers).toEqual([
    ['A', '1'],
    ['A', '2'],
  ]);
  expect(get.headers).toEqual([]);
});

test('the bytes of an IPv6 authority', () => {
  expect(serialize(get, '[::1]:7070').toString()).toBe('GET /v1/healthz HTTP/1.1\r\nHost: [::1]:7070\r\n\r\n');
});
