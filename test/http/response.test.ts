import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../src/http/request.ts';
import { header, json, member, type WireResponse } from '../../src/http/response.ts';
import { BODY_LIMIT } from '../../src/http/response-parser.ts';
import { type Address, rawServer, scripted, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/', headers: [] };
const head: WireRequest = { ...get, method: 'HEAD' };
const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

async function ask(server: Address, request = get) {
  const wire = wireTo(server);
  const { response, failure } = await wire.send(request);
  return { response, failure };
}

async function answerOf(text: string, request = get): Promise<WireResponse> {
  const { response, failure } = await ask(await scripted(text), request);
  if (!response) throw failure ?? new Error('neither response nor failure');
  return response;
}

/** A response that ends when the server closes the connection. */
const closing = (text: string) => rawServer((socket) => socket.once('data', () => socket.end(text, 'latin1')));

describe('a response', () => {
  test('with a length has a status, a reason, unchanged header lines and a body', async () => {
    const response = await answerOf(`${OK}X-a: 1\r\nx-A:2 \r\nContent-Length: 3\r\nEmpty:\r\n\r\na\0\xff`);
    expect(response).toMatchObject({
      status: 200,
      statusText: 'OK',
      version: '1.1',
      trailers: [],
      truncated: false,
      interim: [],
    });
    expect(response.headers).toEqual([
      ['X-a', '1'],
      ['x-A', '2'],
      ['Content-Length', '3'],
      ['Empty', ''],
    ]);
    expect(response.body).toEqual(Buffer.from([0x61, 0, 0xff]));
  });

  test('in chunks, with extensions and trailers', async () => {
    const response = await answerOf(`${CHUNKED}2;a=b\r\nab\r\n0003 \r\ncde\r\n0;last\r\nX-T: 1\r\nX-U: 2\r\n\r\n`);
    expect(response.body.toString()).toBe('abcde');
    expect(response.trailers).toEqual([
      ['X-T', '1'],
      ['X-U', '2'],
    ]);
  });

  test.each([
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nuntil the end', '1.0'],
    ['HTTP/1.1 without a length', `${OK}\r\nuntil the end`, '1.1'],
    ['HTTP/1.1 that announces it', `${OK}Connection: close\r\n\r\nuntil the end`, '1.1'],
  ])('of %s that runs until the end of the connection', async (_, text, version) => {
    const { response } = await ask(await closing(text));
    expect(response?.body.toString()).toBe('until the end');
    expect(response?.version).toBe(version);
  });

  test.each([
    ['HEAD', `${OK}Content-Length: 100\r\n\r\n`, head],
    ['HEAD in chunks', CHUNKED, head],
    ['204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', get],
    ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', get],
  ])('to or of %s has no body', async (_, text, request) => {
    expect((await answerOf(text, request)).body).toHaveLength(0);
  });

  test('may follow interim responses', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const response = await answerOf(`HTTP/1.1 100 Continue\r\n\r\n${hints}${OK}Content-Length: 0\r\n\r\n`);
    expect(response).toMatchObject({ status: 200, interim: [100, 103], headers: [['Content-Length', '0']] });
  });

  test('with 101 ends the parsable part', async () => {
    const wire = wireTo(
      await scripted('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n\0\0'),
    );
    const connection = await wire.connect();
    expect((await wire.send(get, connection)).response?.status).toBe(101);
    expect(connection.reusable).toBe(false);
  });

  test('above 128 KiB is truncated', async () => {
    const response = await answerOf(`${OK}Content-Length: 3000000\r\n\r\n${'x'.repeat(3_000_000)}`);
    expect(response.truncated).toBe(true);
    expect(response.body).toHaveLength(BODY_LIMIT);
  });

  test('of 128 KiB is complete', async () => {
    const response = await answerOf(`${OK}Content-Length: ${BODY_LIMIT}\r\n\r\n${'x'.repeat(BODY_LIMIT)}`);
    expect(response).toMatchObject({ truncated: false });
    expect(response.body).toHaveLength(BODY_LIMIT);
  });

  test.each([
    ['a reason of no words', 'HTTP/1.1 401\r\nContent-Length: 0\r\n\r\n', { status: 401, statusText: '' }],
    ['line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nab', { status: 200, body: Buffer.from('ab') }],
    ['a status that nobody knows', 'HTTP/1.1 799 What\r\nContent-Length: 0\r\n\r\n', { status: 799 }],
    ['its length twice', `${OK}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`, { body: Buffer.from('a') }],
    ['a blank line before it', `\r\n${OK}Content-Length: 0\r\n\r\n`, { status: 200 }],
  ])('with %s is understood', async (_, text, expected) => {
    expect(await answerOf(text)).toMatchObject(expected);
  });

  test('in pieces, cut at every byte', async () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\n${CHUNKED}3;x="y"\r\na\r\n\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n`;
    for (let cut = 1; cut < text.length; cut += 1) {
      const server = await rawServer((socket) => {
        socket.setNoDelay().once('data', () => {
          socket.write(text.slice(0, cut), () => setImmediate(() => socket.write(text.slice(cut))));
        });
      });
      const { response } = await ask(server);
      expect(response?.body.toString(), `cut at ${cut}`).toBe('a\r\nde');
      expect(response).toMatchObject({ interim: [100], trailers: [['X-T', '1']] });
    }
  });
});

describe('an invalid response', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'the response is not HTTP/1.x: "SSH-2.0-OpenSSH_9.6\\r\\n"'],
    ['HTTP/0.9', '<html>ok</html>\n', 'the response is not HTTP/1.x'],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n', 'the response is not HTTP/1.x'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'the response is not HTTP/1.x'],
    ['two lengths', `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 'the response is not HTTP/1.x'],
    ['a length that is no number', `${OK}Content-Length: 0x2\r\n\r\nab`, 'Content-Length is "0x2"'],
    ['a length below 0', `${OK}Content-Length: -20\r\n\r\n${'x'.repeat(100)}`, 'Content-Length is "-20"'],
    [
      'a chunk size below 0',
      `${OK}Transfer-Encoding: chunked\r\n\r\n-5\r\nxxxxx\r\n0\r\n\r\n`,
      'the response is not HTTP/1.x',
    ],
    ['a chunk that is too long', `${CHUNKED}2\r\nabc\r\n0\r\n\r\n`, 'the response is not HTTP/1.x'],
    [
      'an endless header section',
      `${OK}${`X-A: ${'b'.repeat(1_000)}\r\n`.repeat(100)}`,
      'a header section above 80 KiB',
    ],
    ['endless header lines', `${OK}${'X-A: b\r\n'.repeat(1_001)}`, 'more than 1000 header lines'],
    ['endless interim answers', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_001), 'more than 1000 interim responses'],
    ['an endless chunk extension', `${CHUNKED}1;a=${'b'.repeat(17_000)}`, 'the size of a chunk in a line above 16 KiB'],
    ['endless trailers', `${CHUNKED}0\r\n${`X-A: ${'b'.repeat(1_000)}\r\n`.repeat(100)}`, 'trailers above 80 KiB'],
    ['endless blank lines', '\r\n'.repeat(50_000), 'a header section above 80 KiB'],
  ])('is %s', async (_, text, message) => {
    const { response, failure } = await ask(await scripted(text));
    expect(response).toBeUndefined();
    expect(failure).toMatchObject({ kind: 'protocol', silent: false });
    expect(failure?.message).toContain(message);
  });

  test.each([
    ['in the head', `${OK}Content-Le`, undefined],
    ['in a body with a length', `${OK}Content-Length: 10\r\n\r\nabc`, 'abc'],
    ['in a chunk', `${CHUNKED}a\r\nabc`, 'abc'],
    ['before the last chunk', `${CHUNKED}3\r\nabc\r\n`, 'abc'],
    ['after an interim answer', 'HTTP/1.1 100 Continue\r\n\r\n', undefined],
  ])('is one that is closed %s', async (_, text, partial) => {
    const { failure } = await ask(await closing(text));
    expect(failure).toMatchObject({ kind: 'closed', silent: false });
    expect(failure?.partial?.body.toString()).toBe(partial);
  });
});

test('header joins what is repeated, whatever its case', () => {
  const response = {
    headers: [
      ['Www-Authenticate', 'Bearer'],
      ['WWW-AUTHENTICATE', 'Basic'],
    ] as const,
  };
  expect(header(response, 'www-authenticate')).toBe('Bearer, Basic');
  expect(header(response, 'other')).toBeUndefined();
});

test.each([
  ['{"error":"x"}', { error: 'x' }, 'x'],
  ['\ufeff {"error":1} \n', { error: 1 }, 1],
  ['[1]', [1], undefined],
  ['null', null, undefined],
  ['nothing', undefined, undefined],
  ['', undefined, undefined],
])('json and member of %j', (text, value, error) => {
  const response = { body: Buffer.from(text) };
  expect(json(response)).toEqual(value);
  expect(member(response, 'error')).toBe(error);
});
