import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { urlTarget } from '../../src/hosts/url.ts';
import { serveBounded } from '../support/bounded.ts';
import { notPassed, runSuite } from '../support/run.ts';

const KEYS = ['pk_four_0123456789abcdef', 'pk_four_fedcba9876543210'];

/** How long the listener counts a connection that is closed, in milliseconds. */
const LINGER_MS = 30;

/** A mock behind a listener that drops every connection above a limit. */
async function limitedTo(connections: number, keys: readonly string[]) {
  const mock = await serveBounded(keys, 1_000, { status: 500, headers: {}, body: '' });
  const { port } = new URL(mock.url);
  let dropped = 0;
  let open = 0;
  const server = createServer((socket) => {
    if (open === connections) {
      dropped += 1;
      return socket.destroy();
    }
    open += 1;
    const upstream = connect(Number(port), '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    socket
      .on('error', () => upstream.destroy())
      .on('close', () => {
        upstream.destroy();
        setTimeout(() => {
          open -= 1;
        }, LINGER_MS);
      });
    return upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropped: () => dropped,
    async [Symbol.asyncDispose]() {
      server.close();
      await mock[Symbol.asyncDispose]();
    },
  };
}

test.each([
  [
    'with keys',
    KEYS,
    [
      'unauthorized/no-key',
      'unauthorized/every-request-on-connection',
      'keys/wrong-token',
      'keys/in-flight',
      'bypass/body',
    ],
  ],
  ['without auth', [], ['disabled/*', 'dev-mode/*', 'headers/*']],
])('a server that drops connections above four is conformant %s', { timeout: 60_000 }, async (_, keys, only) => {
  await using server = await limitedTo(4, keys);
  const expected = keys.length > 0 ? 'enforced' : 'open';
  const report = await runSuite(urlTarget(server.url), { keys, only, expect: expected });
  expect(notPassed(report)).toEqual([]);
  expect(server.dropped()).toBeGreaterThan(0);
});
