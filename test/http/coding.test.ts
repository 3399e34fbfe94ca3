import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../src/http/request.ts';
import { BODY_LIMIT } from '../../src/http/response-parser.ts';
import { rawServer, scripted, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/', headers: [] };
const TEXT = '{"error":"missing Authorization: Bearer <key>"}';

function responseText(coding: string, body: Buffer, status = '200 OK'): string {
  const head = `HTTP/1.1 ${status}\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return head + body.toString('latin1');
}

async function send(text: string, request = get) {
  return await wireTo(await scripted(text)).send(request);
}

test.each([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['GZIP', gzipSync(TEXT)],
  ['gzip, identity', gzipSync(TEXT)],
  ['gzip', Buffer.concat([gzipSync(TEXT.slice(0, 9)), gzipSync(TEXT.slice(9))])],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['deflate, gzip', gzipSync(deflateSync(TEXT))],
  ['gzip, br, gzip', gzipSync(brotliCompressSync(gzipSync(TEXT)))],
  ['identity', Buffer.from(TEXT)],
  ['utf-8', Buffer.from(TEXT)],
])('a body in %s is decoded, and its header stays', async (coding, body) => {
  const { response } = await send(responseText(coding, body));
  expect(response?.body.toString()).toBe(TEXT);
  expect(response?.truncated).toBe(false);
  expect(response?.headers).toContainEqual(['Content-Encoding', coding]);
});

test('a body in a transfer coding, and several header lines, are decoded', async () => {
  const body = gzipSync(deflateSync(brotliCompressSync(TEXT)));
  const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Encoding: deflate\r\n';
  const chunk = `${body.length.toString(16)}\r\n${body.toString('latin1')}\r\n0\r\n\r\n`;
  const { response } = await send(`${head}Transfer-Encoding: gzip, chunked\r\n\r\n${chunk}`);
  expect(response?.body.toString()).toBe(TEXT);
});

test.each([
  ['HEAD', { ...get, method: 'HEAD' }, '200 OK', 'Content-Length: 40'],
  ['204', get, '204 No Content', 'X-A: b'],
  ['304', get, '304 Not Modified', 'Content-Length: 40'],
  ['no bytes', get, '200 OK', 'Content-Length: 0'],
])('a response without a body is left alone: %s', async (_, request, status, line) => {
  const { response } = await send(`HTTP/1.1 ${status}\r\nContent-Encoding: gzip\r\n${line}\r\n\r\n`, request);
  expect(response?.body).toHaveLength(0);
  expect(response?.truncated).toBe(false);
});

test.each(['gzip', 'br'])('a body that decodes from %s to more than 128 KiB is cut there', async (coding) => {
  const text = 'x'.repeat(BODY_LIMIT + 1);
  const body = coding === 'br' ? brotliCompressSync(text) : gzipSync(text);
  const { response } = await send(responseText(coding, body));
  expect(response?.truncated).toBe(true);
  expect(response?.body.equals(Buffer.alloc(BODY_LIMIT, 'x'))).toBe(true);
});

describe('a response is malformed', () => {
  const bomb = Buffer.alloc(32 * 1024 ** 2);
  test.each([
    ['whose body is plain text', responseText('gzip', Buffer.from(TEXT)), 'the body is not gzip'],
    ['whose body is in another coding', responseText('br', gzipSync(TEXT)), 'the body is not br'],
    ['whose body is cut', responseText('gzip', gzipSync(TEXT).subarray(0, -9)), 'the body is not gzip'],
    ['whose second coding is wrong', responseText('deflate, gzip', gzipSync(TEXT)), 'the body is not deflate, gzip'],
    ['that is a bomb in gzip', responseText('gzip', gzipSync(bomb)), 'the body (gzip) decodes to more than 8 MiB'],
    ['that is a bomb in Brotli', responseText('br', brotliCompressSync(bomb)), 'the body (br) decodes to more than'],
    ['that is a nested bomb', responseText('gzip, gzip', gzipSync(gzipSync(bomb))), 'decodes to more than 8 MiB'],
    ['with many codings', responseText('gzip,'.repeat(6), gzipSync(TEXT)), 'the body has 6 codings'],
  ])('%s', async (_, text, message) => {
    const { response, failure } = await send(text);
    expect(response).toBeUndefined();
    expect(failure).toMatchObject({ kind: 'malformed', silent: false, partial: { status: 200 } });
    expect(failure?.message).toContain(message);
  });

  test('and shows its body only where that is text', async () => {
    const plain = await send(responseText('gzip', Buffer.from(TEXT)));
    expect(plain.failure?.partial?.body.toString()).toBe(TEXT);
    const damaged = gzipSync(TEXT);
    damaged.fill(0xff, 10);
    expect((await send(responseText('gzip', damaged))).failure?.partial?.body).toHaveLength(0);
  });
});

test('a body in a coding that Node.js lacks is said to be one', async () => {
  const { failure } = await send(responseText('compress', Buffer.from([0x1f, 0x9d, 0x90])));
  expect(failure).toMatchObject({ kind: 'undecodable', partial: { status: 200 } });
  expect(failure?.message).toContain(`encoded as compress, which Node.js ${process.versions.node} cannot decode`);
});

test('the received part of a truncated response is decoded', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n';
  const server = await rawServer((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from(head), gzipSync(TEXT)])));
  });
  const { failure } = await wireTo(server).send(get);
  expect(failure).toMatchObject({ kind: 'closed', partial: { truncated: true } });
  expect(failure?.partial?.body.toString()).toBe(TEXT);
});

test('the start of a stream is decoded as it arrives', async () => {
  const { createGzip, constants } = await import('node:zlib');
  const gzip = createGzip();
  let release = () => {};
  const server = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n');
      gzip.pipe(socket);
      gzip.write('first\n');
      gzip.flush(constants.Z_SYNC_FLUSH);
    });
    release = () => gzip.end('second\n');
  });
  const wire = wireTo(server);
  const connection = await wire.connect();
  const seen: string[] = [];
  const first = new Promise<void>((resolve) => {
    connection.onBody = (body) => {
      seen.push(body.toString());
      if (body.includes('first')) resolve();
    };
  });
  const sent = wire.send(get, connection);
  await first;
  expect(seen.at(-1)).toBe('first\n');
  release();
  expect((await sent).response?.body.toString()).toBe('first\nsecond\n');
});
