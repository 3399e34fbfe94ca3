import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../src/wire/request.ts';
import { rawServer, scripted, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/', headers: [] };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const answer = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** A server that counts its connections and answers each request with its connection's number. */
async function counting(more: (n: number) => string = () => '') {
  let connections = 0;
  const address = await rawServer((socket, n) => {
    connections += 1;
    socket.on('data', () => socket.write(answer(String(n)) + more(n)));
  });
  return { ...address, connections: () => connections };
}

describe('a connection is kept', () => {
  test('for the next request', async () => {
    const server = await counting();
    const wire = wireTo(server);
    for (const turn of [1, 2, 3]) {
      const exchange = await wire.send(get);
      expect(exchange.response?.body.toString()).toBe('0');
      expect(exchange.turn).toBe(turn);
    }
    expect(server.connections()).toBe(1);
  });

  test('for one request at a time', async () => {
    const server = await counting();
    const wire = wireTo(server);
    await Promise.all([wire.send(get), wire.send(get), wire.send(get)]);
    expect(server.connections()).toBe(3);
  });

  test.each([
    ['an answer of HTTP/1.1', `${OK}\r\nab`, true],
    ['keep-alive in HTTP/1.0', 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab', true],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab', false],
    ['Connection: close', `${OK}Connection: close\r\n\r\nab`, false],
    ['Connection: x, Close', `${OK}Connection: x, Close\r\n\r\nab`, false],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', true],
    ['204 with Connection: close', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n', false],
    ['304', 'HTTP/1.1 304 Not Modified\r\n\r\n', true],
  ])('or not, after %s', async (_, text, kept) => {
    const wire = wireTo(await scripted(text));
    const connection = await wire.connect();
    expect((await wire.send(get, connection)).response).toBeDefined();
    expect(connection.reusable).toBe(kept);
    expect(connection.announcedClose).toBe(!kept);
  });

  test('not after a body that was withheld', async () => {
    const server = await counting();
    const wire = wireTo(server);
    await wire.send({ ...get, method: 'POST', body: 'abc', framing: 'withheld' });
    await wire.send(get);
    expect(server.connections()).toBe(2);
  });

  test('not for a request that could confuse the server about the next', async () => {
    const server = await counting();
    const wire = wireTo(server);
    await wire.send(get);
    await wire.send({
      ...get,
      headers: [
        ['Content-Length', '0'],
        ['Content-Length', '0'],
      ],
    });
    expect(server.connections()).toBe(2);
  });

  test.each([
    ['another answer', answer('x')],
    ['half of another answer', 'HTTP/1.1 200 OK\r\n'],
    ['less than a line', 'x'],
    ['more than its length', '{}\r\n'],
  ])('not when %s came with the answer', async (_, more) => {
    const server = await counting(() => more);
    const wire = wireTo(server);
    const connection = await wire.connect();
    expect((await wire.send(get, connection)).response?.body.toString()).toBe('0');
    expect(connection.reusable).toBe(false);
    expect(connection.failure?.kind).toBe('protocol');
    expect((await wire.send(get)).response?.body.toString()).toBe('1');
    expect((await wire.send(get)).response?.body.toString()).toBe('2');
  });

  test('not when something came that no request asked for', async () => {
    const server = await rawServer((socket, n) => {
      socket.once('data', () =>
        socket.write(answer(String(n)), () => setImmediate(() => socket.write(answer('more')))),
      );
    });
    const wire = wireTo(server);
    const connection = await wire.connect();
    await wire.send(get, connection);
    while (connection.reusable) await new Promise((resolve) => setImmediate(resolve));
    expect(connection.failure?.message).toBe('bytes arrived that no request asked for');
  });
});

describe('a kept connection that turns out to be closed', () => {
  /** Answers the first request of the first connection, and does this with the next. */
  const stale = (end: 'end' | 'resetAndDestroy') => {
    let connections = 0;
    return rawServer((socket, n) => {
      connections += 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (n === 0 && requests > 1) socket[end]();
        else socket.write(answer(String(n)));
      });
    }).then((address) => ({ ...address, connections: () => connections }));
  };

  test.each(['end', 'resetAndDestroy'] as const)(
    'by %s: the request is sent once more, and that is told',
    async (end) => {
      const server = await stale(end);
      const wire = wireTo(server);
      expect(await wire.send(get)).toMatchObject({ retries: 0 });
      const second = await wire.send(get);
      expect(second).toMatchObject({ retries: 1, response: { status: 200 } });
      expect(second.response?.body.toString()).toBe('1');
      expect(server.connections()).toBe(2);
    },
  );

  test('but not on a connection of the caller', async () => {
    const wire = wireTo(await stale('end'));
    const connection = await wire.connect();
    await wire.send(get, connection);
    const second = await wire.send(get, connection);
    expect(second).toMatchObject({ retries: 0, failure: { kind: 'closed', silent: true } });
    expect((await wire.send(get, connection)).failure?.kind).toBe('closed');
  });

  test('nor when a part of the answer had come', async () => {
    const wire = wireTo(
      await rawServer((socket) => {
        socket.once('data', () => {
          socket.write(answer('a'));
          socket.once('data', () => socket.end('HTTP/1.1 200'));
        });
      }),
    );
    await wire.send(get);
    expect(await wire.send(get)).toMatchObject({ retries: 0, failure: { kind: 'closed', silent: false } });
  });

  test.each(['end', 'resetAndDestroy'] as const)('nor is a fresh one tried again: %s', async (end) => {
    let connections = 0;
    const server = await rawServer((socket) => {
      connections += 1;
      socket.once('data', () => socket[end]());
    });
    const { retries, failure } = await wireTo(server).send(get);
    expect({ retries, kind: failure?.kind, connections }).toEqual({
      retries: 0,
      kind: end === 'end' ? 'closed' : 'reset',
      connections: 1,
    });
  });
});
