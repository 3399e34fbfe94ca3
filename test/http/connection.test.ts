import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/hosts/ports.ts';
import { Wire } from '../../src/http/client.ts';
import { Connection } from '../../src/http/connection.ts';
import { WireFailure } from '../../src/http/failure.ts';
import { serialize, type WireRequest } from '../../src/http/request.ts';
import { rawServer, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/', headers: [] };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const answer = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('several requests in flight on one connection', () => {
  test('get their responses in order', async () => {
    const server = await rawServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
        if (text.split('\r\n\r\n').length === 4) socket.write(answer('a') + answer('b') + answer('c'));
      });
    });
    const wire = wireTo(server);
    const connection = await wire.connect();
    const sent = await Promise.all([
      wire.send(get, connection),
      wire.send(get, connection),
      wire.send(get, connection),
    ]);
    expect(sent.map(({ response }) => response?.body.toString())).toEqual(['a', 'b', 'c']);
    expect(connection.sent).toBe(3);
    expect(connection.reusable).toBe(true);
  });

  test('fail together when it is closed', async () => {
    const server = await rawServer((socket) => socket.once('data', () => socket.end(answer('a'))));
    const wire = wireTo(server);
    const connection = await wire.connect();
    const [first, second] = await Promise.all([wire.send(get, connection), wire.send(get, connection)]);
    expect(first?.response?.body.toString()).toBe('a');
    expect(second?.failure?.kind).toBe('closed');
  });
});

/** A port whose server accepts no connection, and whose queue of connections is full. */
async function portWithoutRoom(): Promise<number> {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const port = Number(String((await once(child.stdout, 'data'))[0]));
  const sockets = Array.from({ length: 5 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.any(sockets.map((socket) => once(socket, 'connect')));
  return port;
}

describe('a failed exchange', () => {
  test('a connection to where nothing listens', async () => {
    const port = await freePort();
    const { failure } = await wireTo({ host: '127.0.0.1', port, authority: `127.0.0.1:${port}` }).send(get);
    expect(failure).toMatchObject({ kind: 'refused', message: `nothing listens at 127.0.0.1:${port}` });
  });

  test('an unknown host name', async () => {
    const { failure } = await wireTo({ host: 'no-such-host.invalid', port: 80, authority: 'x' }, 5_000).send(get);
    expect(['unreachable', 'timeout']).toContain(failure?.kind);
  });

  test('a response that is too late', async () => {
    const { failure } = await wireTo(await rawServer((socket) => socket.resume()), 500).send(get);
    expect(failure).toMatchObject({ kind: 'timeout', silent: true, message: 'no complete response within 500 ms' });
  });

  test('a response that does not end in time; the received part is kept', async () => {
    const server = await rawServer((socket) => socket.once('data', () => socket.write(`${OK}\r\na`)));
    const wire = wireTo(server, 1_000);
    const { failure } = await wire.send(get);
    expect(failure).toMatchObject({ kind: 'timeout', silent: false, partial: { status: 200, truncated: true } });
    expect(failure?.partial?.body.toString()).toBe('a');
  });

  test('a connection that is not accepted in time', async () => {
    const port = await portWithoutRoom();
    await expect(Connection.open({ host: '127.0.0.1', port }, 200)).rejects.toMatchObject({
      kind: 'timeout',
      message: `no connection to 127.0.0.1:${port} within 200 ms`,
    });
  });

  test('what is awaited when the wire is closed', async () => {
    const server = await rawServer((socket) => socket.resume());
    const wire = new Wire(server, server.authority, 20_000);
    const connection = await wire.connect();
    const pending = connection.send(serialize(get, server.authority), false, 20_000);
    wire.close();
    await expect(pending).rejects.toThrow('closed by the suite');
    await expect(connection.send(Buffer.from('x'), false, 1_000)).rejects.toBeInstanceOf(WireFailure);
  });
});
