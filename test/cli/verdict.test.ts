import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Workshop } from '../hosts/support.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

describe('a process whose event loop is empty', () => {
  test.each([[['list']], [['--only', 'healthz/head', '--command', 'sleep 100']]])(
    'says that it has no verdict, with exit code 4: %j',
    async (args) => {
      // Writes to stdout and timers never finish here, and do not keep Node alive.
      const preload = await shop.program(
        'preload.cjs',
        `process.stdout.write = () => true;
        const { spawn } = require('node:child_process');
        require('node:child_process').spawn = (...given) => {
          const child = spawn(...given);
          for (const each of [child, child.stdout, child.stderr, child.stdin]) each?.unref?.();
          return child;
        };
        const net = require('node:net');
        net.Socket = new Proxy(net.Socket, {
          construct: (...given) => Reflect.construct(...given).unref(),
        });
        const { setTimeout } = globalThis;
        globalThis.setTimeout = (...given) => setTimeout(...given).unref();
        require('node:timers/promises').setTimeout = () => new Promise(() => {});`,
      );
      const { code, stdout, stderr } = await shop.bare(args, { NODE_OPTIONS: `--require=${preload}` });
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
      expect(stderr).toMatch(/^podflare-conformance: ended without a verdict: [^\n]*\n$/);
    },
  );
});

describe('healthcheck', () => {
  /** Sends these bytes on every connection, and then ends it. */
  async function healthcheck(bytes: string, end = true) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => (end ? socket.end(bytes) : socket.write(bytes)));
    });
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await shop.bare(['healthcheck', '--url', url, '--timeout', end ? '20000' : '300']);
  }

  test.each([
    ['200 with a body', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'],
    ['200 up to the end of the connection', 'HTTP/1.0 200 OK\r\n\r\nok'],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['103 before 200', 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ])('is 0 for %s', async (_, bytes) => {
    expect(await healthcheck(bytes)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each([
    ['101', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'status 101'],
    ['302', 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n', 'status 302'],
    ['a body that breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', 'broke off'],
    ['chunks that break off', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n', 'broke off'],
    ['an interim response alone', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'socket hang up'],
    ['no byte', '', 'socket hang up'],
    ['what is not HTTP', 'ok\n', 'Parse Error'],
  ])('is 1 for %s', async (_, bytes, problem) => {
    const { code, stderr } = await healthcheck(bytes);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^podflare-conformance: http:[^\n]*\n$/);
    expect(stderr).toContain(problem);
  });

  test.each([
    ['a body without end', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'],
    ['a 102 and nothing more', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ])('is 1 for %s', async (_, bytes) => {
    const { code, stderr } = await healthcheck(bytes, false);
    expect(code).toBe(1);
    expect(stderr).toMatch(/no response within 300 ms|broke off/);
  });
});
