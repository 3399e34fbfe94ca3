import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../src/http/request.ts';
import { rawServer, scripted, wireTo } from './server.ts';

const get: WireRequest = { method: 'GET', target: '/', headers: [] };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const answer = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const post = (body: string): WireRequest => ({ ...get, method: 'POST', body });
const head: WireRequest = { ...get, method: 'HEAD' };
const probe: WireRequest = { ...get, target: '/probe' };

/** A server that counts its connections and responds to each request with the number of its connection. */
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
    ['a response of HTTP/1.1', `${OK}\r\nab`, true],
    ['keep-alive in HTTP/1.0', 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab', true],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab', false],
    ['Connection: close', `${OK}Connection: close\r\n\r\nab`, false],
    ['Connection: x, Close', `${OK}Connection: x, Close\r\n\r\nab`, false],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', true],
    ['204 with Connection: close', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n', false],
    ['304', 'HTTP/1.1 304 Not Modified\r\n\r\n', true],
  ])('only where HTTP allows it: after %s', async (_, text, kept) => {
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
    expect(connection.failure?.kind).toBe('stray');
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
    expect(connection.failure?.message).toContain('bytes arrived that belong to no response: "HTTP/1.1 200 OK');
  });
});

describe('a kept connection that turns out to be closed', () => {
  /** Responds to the first request of the first connection, and calls this function for the next request. */
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
    'by %s: the request is sent again and counted as a retry',
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

  test('nor after a part of the response', async () => {
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

describe('bytes that belong to no response', () => {
  /** Sends `late` with the second request of its first connection, before the response where there is one. */
  const outOfStep = (late: string) => {
    let connections = 0;
    return rawServer((socket, n) => {
      connections += 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        socket.write((n === 0 && requests === 2 ? late : '') + answer(String(n)));
      });
    }).then((address) => ({ ...address, connections: () => connections }));
  };

  test.each(['ok', '{"error":"x"}\r\n', '0\r\n\r\n', '\0'])(
    'such as %j in the place of the next response: the request is sent once more on a new connection',
    async (late) => {
      const server = await outOfStep(late);
      const wire = wireTo(server);
      await wire.send(get);
      const second = await wire.send(get);
      expect(second).toMatchObject({ retries: 1, turn: 1, response: { status: 200 } });
      expect(second.response?.body.toString()).toBe('1');
      expect(server.connections()).toBe(2);
    },
  );

  test('fail the request on a connection of the caller', async () => {
    const wire = wireTo(await outOfStep('ok'));
    const connection = await wire.connect();
    await wire.send(get, connection);
    const second = await wire.send(get, connection);
    expect(second).toMatchObject({ retries: 0, failure: { kind: 'stray', silent: false } });
    expect(second.failure?.message).toContain('bytes arrived that belong to no response: "okHTTP/1.1 200 OK');
  });

  test('on a new connection are another protocol', async () => {
    const wire = wireTo(await scripted('ok'));
    expect(await wire.send(get)).toMatchObject({ retries: 0, failure: { kind: 'protocol' } });
  });
});

describe('after an ambiguous exchange', () => {
  /** Responds 401 to POST and parses its body as the next request, or sends a body in response to HEAD. */
  async function faulty(faults: { unread: boolean; body: boolean }) {
    const seen: string[] = [];
    const address = await rawServer((socket, n) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
        for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
          const [line = ''] = text.split('\r\n');
          const length = faults.unread ? 0 : Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
          text = text.slice(end + 4 + length);
          seen.push(`${n} ${line.replace(' HTTP/1.1', '')}`);
          const refused = line.startsWith('POST');
          const status = refused ? '401 Unauthorized' : /^[A-Z]+ /.test(line) ? '200 OK' : '400 Bad Request';
          const body = line.startsWith('HEAD') && !faults.body ? '' : String(n);
          socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 1\r\n\r\n${body}`);
        }
      });
    });
    return { ...address, seen };
  }

  async function statuses(faults: { unread: boolean; body: boolean }, doubt: WireRequest, rounds = 4) {
    const server = await faulty(faults);
    const wire = wireTo(server);
    wire.probe = probe;
    const found: unknown[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const request of [doubt, get]) {
        const { response, failure } = await wire.send(request);
        found.push(response?.status ?? failure?.kind);
      }
    }
    return { found, ...server };
  }

  test.each([
    ['HEAD', head, 200],
    ['a refused body', post('{}'), 401],
  ])('the connection to a correct server is kept after one probe: %s', async (_, doubt, status) => {
    const { found, seen } = await statuses({ unread: false, body: false }, doubt);
    expect(found).toEqual(Array(4).fill([status, 200]).flat());
    expect(seen.filter((line) => line.endsWith('GET /probe'))).toHaveLength(2);
  });

  test.each([
    ['HEAD with a body', { unread: false, body: true }, head, 200],
    ['a body that is not read', { unread: true, body: false }, post('{}'), 401],
  ])('no later request gets the leftover bytes: %s', async (_, faults, doubt, status) => {
    const { found, seen } = await statuses(faults, doubt);
    expect(found).toEqual(Array(4).fill([status, 200]).flat());
    expect(seen.filter((line) => line.includes('{}') && !line.includes('/probe'))).toEqual([]);
  });

  test('without a probe the connection is closed', async () => {
    const server = await faulty({ unread: true, body: false });
    const wire = wireTo(server);
    for (const request of [post('{}'), get, get]) await wire.send(request);
    expect(server.seen).toEqual(['0 POST /', '1 GET /', '1 GET /']);
  });

  test('the next exchange on a connection of the caller says so', async () => {
    const wire = wireTo(await faulty({ unread: false, body: false }));
    const connection = await wire.connect();
    expect((await wire.send(get, connection)).doubtful).toBeUndefined();
    expect((await wire.send(post('{}'), connection)).doubtful).toBeUndefined();
    expect((await wire.send(get, connection)).doubtful).toBe(true);
  });
});
